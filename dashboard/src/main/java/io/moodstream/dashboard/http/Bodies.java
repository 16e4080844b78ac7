package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits slow request bodies. A thread blocks while it reads a body, so only some of the threads may do so, and only
 * while the body arrives fast enough. Requests without a body are always served. It also lets the routes
 * see a HEAD as the GET that it stands for.
 */
public final class Bodies extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);
    private static final int MOST_WAITING = WebServer.MOST_THREADS / 2;
    private static final int SMALL = 4096;
    private static final long BYTES_A_SECOND = 16_384;

    private final AtomicInteger waiting = new AtomicInteger();
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
     * Reads what still comes of a refused request's body and throws it away, unless it is more than a limit. Were the
     * connection closed instead, a client that sends before it reads would not get the answer. One that
     * waits for leave to send (Expect: 100-continue) has its answer without that.
     *
     * @param most maximum bytes
     */
    static void readRest(Context ctx, long most) {
        if (ctx.req().getContentLengthLong() > most || ctx.header("Expect") != null) {
            return;
        }
        try {
            InputStream rest = ctx.req().getInputStream();
            byte[] some = new byte[8192];
            int come = 0;
            for (long left = most; come >= 0 && left > 0; left -= come) {
                come = rest.read(some);
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The rest of a body cannot be read", e);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        ReceivedBytes.remember(request);
        return super.handle(new InTime(request), response, callback);
    }

    private final class InTime extends Request.Wrapper {
        private final long began = NanoTime.now();
        private final String method;
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

        private long millisLeft() {
            long allowed = patience.toMillis() + 1000 * come / BYTES_A_SECOND;
            return Math.max(0, allowed - NanoTime.millisSince(began));
        }

        private void end(Problem problem, Runnable goOn) {
            waiting.decrementAndGet();
            failure = problem;
            goOn.run();
        }
    }
}
