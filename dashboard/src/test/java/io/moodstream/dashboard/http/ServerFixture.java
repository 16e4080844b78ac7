package io.moodstream.dashboard.http;

import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moodstream.dashboard.DashboardConfig;
import io.moodstream.kit.Settings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A server on a free port with routes of the test's, and a client with a cookie jar of its own for each call. */
final class ServerFixture implements AutoCloseable {
    static final String TOKEN = "a token for the tests";

    private static final Duration PATIENT = Duration.ofSeconds(10);

    private final WebServer server;

    private ServerFixture(WebServer server) {
        this.server = server;
    }

    /** With a token. */
    static ServerFixture guarded(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("DASHBOARD_TEACHER_TOKEN", TOKEN);
        all.put("DASHBOARD_HOST", "127.0.0.1");
        return open(all);
    }

    /** Without, unless the settings have one. */
    static ServerFixture open(Map<String, String> settings) {
        return open(settings, PATIENT);
    }

    /** With as much patience with bodies. */
    static ServerFixture open(Map<String, String> settings, Duration patience) {
        return open(settings, patience, seat -> {});
    }

    /** With a token, and with what happens before a seat is released. */
    static ServerFixture guarded(Consumer<Seat> leaving) {
        return open(Map.of("DASHBOARD_TEACHER_TOKEN", TOKEN, "DASHBOARD_HOST", "127.0.0.1"), PATIENT, leaving);
    }

    private static ServerFixture open(Map<String, String> settings, Duration patience, Consumer<Seat> leaving) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("DASHBOARD_PORT", "0");
        DashboardConfig config = new Settings(all).bind(DashboardConfig.class);
        Access access = new Access(config.server(), Clock.systemUTC());
        return new ServerFixture(WebServer.start(
                config.server(),
                access,
                List.of(
                        new RequestLog(new SimpleMeterRegistry(), config.trustProxy(), config.accessLog()),
                        new AccessRoutes(access, leaving),
                        new Pages(),
                        new AudioRoutes(config.audio()),
                        new Asks(access)),
                patience));
    }

    /** Routes that ask for every kind of right. */
    private record Asks(Access access) implements Routes {
        @Override
        public void addTo(RoutesConfig routes) {
            routes.get("/health", ctx -> ctx.result("ok"));
            routes.get("/api/teacher", ctx -> access.caller(ctx).requireTeacher());
            routes.get("/api/lecture/{id}", ctx -> access.caller(ctx).requireLecture(ctx.pathParam("id")));
            routes.get("/api/user/{id}", ctx -> access.caller(ctx).requireUser(ctx.pathParam("id")));
            routes.get("/api/pictures", ctx -> access.caller(ctx).requirePictures());
            routes.post("/api/read", ctx -> {
                ctx.status(ctx.isMultipartFormData() && ctx.uploadedFiles().isEmpty() ? 400 : 200);
                ctx.bodyAsBytes();
            });
            routes.ws("/api/live", socket -> {});
            routes.get("/api/fault", ctx -> {
                throw new IllegalStateException("not to be told");
            });
        }
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String json, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> ask(String method, String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /** What the server answers to lines that Java's client would not send. */
    String raw(String... lines) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String text = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The cookie that an answer sets, as a request sends it back. */
    static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
