package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Limits slow request bodies. A thread blocks while it reads a body, so only some of the threads may do so, and only
 * while the body arrives fast enough. Requests without a body are always served. It also lets the routes
 * see a HEAD as the GET that it stands for.
 */
public final class Bodies extends Handler.Wrapper {
    private static final int MOST_WAITING = WebServer.MOST_THREADS / 2;
    private static final int SMALL = 4096;
    private static final long BYTES_A_SECOND = 16_384;
    private static final Duration DRAINING = Duration.ofSeconds(5);
    private static final int MOST_DRAINED = 8;
    private static final String BODY = Bodies.class.getName();

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger drained = new AtomicInteger();
    private final Duration patience;

    /** @param patience the time for a body, plus one second for each 16 KiB that have arrived */
    Bodies(Duration patience) {
        this.patience = patience;
    }

    /**
     * Refuses a body of more than 4096 bytes, or of unknown length, before it is read.
     *
     * @throws Problem 413 if it is refused
     */
    public static void requireSmall(Context ctx) {
        if (ctx.req().getContentLengthLong() > SMALL || ctx.header("Transfer-Encoding") != null) {
            throw Problem.of(413, "The request body is longer than " + SMALL + " bytes, or has no Content-Length");
        }
    }

    /**
     * Drains the body of a refused request: reads what still comes and throws it away, for a short time, and of some
     * requests at a time. Were the connection closed instead, a client that sends before it reads would not get the
     * answer. A client that waits for 100 Continue is not made to send. Jetty closes the connection if the end of the
     * body was not reached, and says so in the answer.
     *
     * @param most maximum bytes
     */
    static void drain(Context ctx, long most) {
        // The answer to a GET may be completed by a thread that must not wait, and a GET has no body to speak of.
        if (ctx.req().getAttribute(BODY) instanceof InTime body && ctx.method() != HandlerType.GET) {
            body.drain(ctx.req(), most);
            if (ctx.isMultipartFormData()) {
                // Cleaning up after a form that it could not parse, Jetty fails once more (MultiPartFormData.getParts)
                // and closes the connection without having said so: the client's next request would be lost.
                ctx.header("Connection", "close");
            }
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        ReceivedBytes.remember(request);
        InTime body = new InTime(request);
        request.setAttribute(BODY, body);
        return super.handle(body, response, callback);
    }

    private final class InTime extends Request.Wrapper {
        private final String method;
        private volatile long began = NanoTime.now();
        private volatile boolean draining;
        private volatile long come;
        private volatile @Nullable Problem failure;

        InTime(Request request) {
            super(request);
            method = AsGet.method(request);
        }

        @Override
        public String getMethod() {
            return method;
        }

        @Override
        public Content.@Nullable Chunk read() {
            Problem problem = failure;
            Content.Chunk chunk = problem == null ? super.read() : Content.Chunk.from(problem);
            come += chunk == null ? 0 : chunk.remaining();
            return chunk;
        }

        /** Waits for more data, or until the time for the body is over. */
        @Override
        public void demand(Runnable goOn) {
            if (waiting.incrementAndGet() > MOST_WAITING) {
                end(
                        Problem.of(503, "Too many request bodies are being received")
                                .with("retryAfter", 5),
                        goOn);
                return;
            }
            Problem late = Problem.of(408, "The request body arrives too slowly");
            Scheduler.Task timer =
                    getComponents().getScheduler().schedule(() -> end(late, goOn), millisLeft(), TimeUnit.MILLISECONDS);
            super.demand(() -> {
                if (timer.cancel()) {
                    waiting.decrementAndGet();
                    goOn.run();
                }
            });
        }

        void drain(HttpServletRequest request, long most) {
            boolean waitsForLeave = come == 0 && request.getHeader("Expect") != null;
            if (waitsForLeave || failure != null || request.getContentLengthLong() > most) {
                return;
            }
            try {
                if (drained.incrementAndGet() <= MOST_DRAINED) {
                    began = NanoTime.now();
                    draining = true;
                    request.getInputStream().skip(most);
                }
            } catch (IOException | RuntimeException e) {
                // It is cut off, comes too slowly, or cannot be read: the connection is closed then.
            } finally {
                drained.decrementAndGet();
            }
        }

        private long millisLeft() {
            long allowed = draining ? DRAINING.toMillis() : patience.toMillis() + 1000 * come / BYTES_A_SECOND;
            return Math.max(0, allowed - NanoTime.millisSince(began));
        }

        private void end(Problem problem, Runnable goOn) {
            waiting.decrementAndGet();
            failure = problem;
            goOn.run();
        }
    }
}
