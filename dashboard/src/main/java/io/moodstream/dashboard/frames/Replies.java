package io.moodstream.dashboard.frames;

import io.javalin.http.Context;
import io.moodstream.dashboard.http.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Responds to requests asynchronously, so that waiting requests hold no threads. */
public final class Replies implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final int MOST_WAITING = 20_000;

    private final ThreadPoolExecutor threads = Threads.pool("replies", 4, MOST_WAITING);

    /**
     * Responds to a request when its work is done.
     *
     * @param work the work to wait for; started on the request's thread
     * @param answer writes the response
     */
    public <T> void later(Context ctx, Supplier<CompletableFuture<T>> work, Consumer<T> answer) {
        ctx.future(() -> work.get()
                .thenAcceptAsync(answer, threads)
                .exceptionallyAsync(
                        failure -> {
                            problem(ctx, failure).answer(ctx);
                            return null;
                        },
                        threads));
    }

    private static Problem problem(Context ctx, Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof Problem problem) {
            return problem;
        }
        LOG.error("{} {}", ctx.method(), ctx.path(), cause);
        return Problem.of(500, "The server failed to process this request; its log tells why");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
