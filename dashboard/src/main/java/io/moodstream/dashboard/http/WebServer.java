package io.moodstream.dashboard.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.staticfiles.Location;
import io.moodstream.kit.ConfigurationException;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server with everything that applies to all routes: limits, headers, errors, static files. */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    static final int MOST_THREADS = 64;

    /**
     * Whoever floods these from a school's address must not keep the others there from joining or signing in; wrong
     * codes and tokens have limits of their own.
     */
    private static final Set<String> UNLIMITED = Set.of("/health", "/api/join", "/api/sign-in");

    private static final Duration BODY_PATIENCE = Duration.ofSeconds(10);

    /** Of a refused request's body at most so many pictures' bytes are read, so that its answer arrives. */
    private static final long DRAINED_PICTURES = 2;

    private static final int MULTIPART_ROOM = 64 * 1024;

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts the server.
     *
     * @throws ConfigurationException if the port is in use
     */
    public static WebServer start(ServerConfig config, Access access, List<? extends Routes> routes) {
        return start(config, access, routes, BODY_PATIENCE);
    }

    /**
     * Starts to serve.
     *
     * @param patience how long a request's body may take to come
     */
    static WebServer start(ServerConfig config, Access access, List<? extends Routes> routes, Duration patience) {
        Origins origins = new Origins(config);
        SecurityHeaders headers = new SecurityHeaders(config.audioOrigins());
        RateLimits requests = new RateLimits("requests", config.requests());
        Javalin javalin = Javalin.create(server -> {
            serve(server, config, patience);
            refuseMalformed(server, new ErrorResponses(headers));
            server.routes.before(ctx -> {
                headers.add(ctx);
                origins.check(ctx);
                if (!ctx.path().startsWith("/assets/") && !UNLIMITED.contains(ctx.path())) {
                    requests.take(access.client(ctx));
                }
            });
            server.routes.wsBeforeUpgrade(ctx -> {
                forgetSession(ctx);
                origins.check(ctx);
            });
            server.routes.options("/api/*", origins::preflight);
            routes.forEach(some -> some.addTo(server.routes));
            answerProblems(server);
            server.routes.after(ctx -> {
                if (ctx.statusCode() >= 400) {
                    Bodies.drain(ctx, DRAINED_PICTURES * config.maxUpload());
                }
            });
        });
        try {
            javalin.start(config.address(), config.port());
        } catch (RuntimeException e) {
            javalin.stop();
            throw taken(config, e);
        }
        return new WebServer(javalin);
    }

    private static void serve(JavalinConfig server, ServerConfig config, Duration patience) {
        server.startup.showJavalinBanner = false;
        server.startup.showOldJavalinVersionWarning = false;
        server.http.maxRequestSize = config.maxUpload();
        server.http.generateEtags = true;
        server.http.prefer405over404 = true;
        // In memory only: pictures must not be written to disk.
        server.jetty.multipartConfig.maxFileSize(config.maxUpload(), SizeUnit.BYTES);
        server.jetty.multipartConfig.maxTotalRequestSize(config.maxUpload() + MULTIPART_ROOM, SizeUnit.BYTES);
        server.jetty.multipartConfig.maxInMemoryFileSize(config.maxUpload() + MULTIPART_ROOM, SizeUnit.BYTES);
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 8, 60_000);
        threads.setName("dashboard");
        server.jetty.threadPool = threads;
        server.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        server.jetty.modifyServer(jetty -> jetty.setHandler(new Bodies(patience)));
        server.staticFiles.add(files -> {
            files.hostedPath = "/assets";
            files.directory = "/web/assets";
            files.location = Location.CLASSPATH;
        });
    }

    private static void answerProblems(JavalinConfig server) {
        ByLanguage<byte[]> page = Pages.read("not-found");
        server.routes.exception(Problem.class, (problem, ctx) -> {
            problem.answer(ctx);
            sendBeforeUpgrade(ctx);
        });
        server.routes.exception(HttpResponseException.class, (e, ctx) -> {
            if (e.getStatus() == 404 || e.getStatus() == 405) {
                answerNothing(ctx, allowed(ctx, e), page);
            } else {
                Problem.of(e.getStatus(), String.valueOf(e.getMessage())).answer(ctx);
            }
        });
        server.routes.exception(Exception.class, (e, ctx) -> {
            ofBody(e).or(() -> ofJetty(e)).orElseGet(() -> fault(e, ctx)).answer(ctx);
            sendBeforeUpgrade(ctx);
        });
        server.routes.error(404, ctx -> {
            if (!String.valueOf(ctx.res().getContentType()).startsWith(Problem.TYPE)) { // its charset follows
                answerNothing(ctx, List.of(), page);
            }
        });
    }

    private static void refuseMalformed(JavalinConfig server, ErrorResponses responses) {
        server.jetty.modifyServer(jetty -> jetty.setErrorHandler(responses));
        server.jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler(responses);
            context.getSessionHandler().setUsingCookies(false); // Javalin begins sessions; nothing here uses them
        });
    }

    /** Returns the methods that there are at a path, without OPTIONS, which all of the API has. */
    private static List<String> allowed(Context ctx, HttpResponseException e) {
        if (ctx.path().startsWith("/assets/") && ctx.method() != HandlerType.GET) {
            return List.of("GET", "HEAD");
        }
        return Stream.of(e.getDetails().getOrDefault("availableMethods", "").split(", "))
                .filter(method -> !method.isEmpty() && !method.equals("OPTIONS"))
                .flatMap(method -> method.equals("GET") ? Stream.of(method, "HEAD") : Stream.of(method))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Responds with 405 if other methods are allowed, otherwise with 404: with a page if a browser navigates, otherwise
     * with a problem.
     */
    private static void answerNothing(Context ctx, List<String> allowed, ByLanguage<byte[]> page) {
        int status = allowed.isEmpty() ? 404 : 405;
        String methods = String.join(", ", allowed);
        if (status == 405) {
            ctx.header("Allow", methods);
        }
        if (ctx.method() == HandlerType.GET
                && String.valueOf(ctx.header("Accept")).contains("text/html")) {
            Pages.send(ctx.status(status), page);
        } else if (status == 405) {
            Problem.of(405, "There is no " + ctx.method() + " at " + ctx.path() + ", only " + methods)
                    .answer(ctx);
        } else {
            nothingAt(ctx).answer(ctx);
        }
    }

    /** Returns why a body could not be read, which may be wrapped in other exceptions. */
    private static Optional<Problem> ofBody(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return Optional.of(problem);
            }
            if (cause instanceof EofException) {
                return Optional.of(Problem.of(400, "The request body is shorter than its Content-Length"));
            }
        }
        return Optional.empty();
    }

    /** Returns what Jetty has found wrong with a request, such as the handshake of a socket. */
    private static Optional<Problem> ofJetty(Exception e) {
        return e instanceof HttpException refused && refused.getCode() < 500
                ? Optional.of(Problem.of(refused.getCode(), ErrorResponses.detail(refused.getCode())))
                : Optional.empty();
    }

    private static Problem fault(Exception e, Context ctx) {
        LOG.error("{} {}", ctx.method(), ctx.path(), e);
        return Problem.of(500, "The server failed to process this request; its log tells why");
    }

    private static Problem nothingAt(Context ctx) {
        return Problem.of(404, "There is nothing at " + AsGet.original(ctx) + " " + ctx.path());
    }

    /** Ends the session that Javalin begins for every WebSocket; Jetty would keep it for ever. */
    private static void forgetSession(Context ctx) {
        HttpSession session = ctx.req().getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Sends the body of a refused upgrade, which Javalin does not do. */
    private static void sendBeforeUpgrade(Context ctx) {
        InputStream body = ctx.resultInputStream();
        if ("websocket".equalsIgnoreCase(ctx.header("Upgrade")) && body != null) {
            try {
                body.transferTo(ctx.res().getOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static RuntimeException taken(ServerConfig config, RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new ConfigurationException("DASHBOARD_PORT=" + config.port() + ": cannot listen on "
                        + config.address() + ": " + cause.getMessage());
            }
        }
        return e.getMessage() != null && e.getMessage().contains("in use")
                ? new ConfigurationException("DASHBOARD_PORT=" + config.port() + ": the port is in use")
                : e;
    }

    /** Returns all endpoints and pages, such as "GET /api/lectures/{id}", without the assets. */
    public Set<String> endpoints() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod() && endpoint.method != HandlerType.OPTIONS)
                .map(endpoint -> endpoint.method + " " + endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the port the server listens on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
