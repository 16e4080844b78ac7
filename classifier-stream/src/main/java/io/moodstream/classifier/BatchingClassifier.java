package io.moodstream.classifier;

import io.moodstream.kit.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Classifies the faces of several frames in one call. A frame waits for others until a call is full or a short time has
 * passed, and the thread that brought it waits for the result: it cannot commit before, so nothing is lost or repeated
 * that would not be without batches.
 */
final class BatchingClassifier implements EmotionClassifier {
    private final EmotionClassifier classifier;
    private final int most;
    private final long lingerNanos;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final ExecutorService callers;

    private record Waiting(List<Crop> crops, long since, CompletableFuture<Classification> result) {}

    /**
     * Starts the threads that call the classifier.
     *
     * @param most faces in one call, unless a frame alone has more
     * @param calls under way at a time
     * @param warm what each thread does first, so that its first call is as quick as the others; waited for
     */
    BatchingClassifier(EmotionClassifier classifier, int most, Duration linger, int calls, Runnable warm) {
        this.classifier = classifier;
        this.most = most;
        this.lingerNanos = linger.toNanos();
        this.callers = Executors.newFixedThreadPool(calls, task -> {
            Thread thread = new Thread(task, "classifier-calls");
            thread.setDaemon(true);
            return thread;
        });
        try {
            // All at once, so that each thread takes one.
            CountDownLatch warmed = new CountDownLatch(calls);
            List<Callable<@Nullable Void>> firsts = Collections.nCopies(calls, () -> {
                try {
                    warm.run();
                } finally {
                    warmed.countDown();
                }
                warmed.await();
                return null;
            });
            for (Future<@Nullable Void> first : callers.invokeAll(firsts)) {
                first.get();
            }
        } catch (ExecutionException e) {
            callers.shutdownNow();
            throw new ConfigurationException("the model fails on a further thread: "
                    + Objects.requireNonNull(e.getCause()).getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (int call = 0; call < calls; call++) {
            callers.execute(this::work);
        }
    }

    /** Returns one with the settings' calls of a model. */
    static BatchingClassifier of(OnnxEmotionClassifier model, ClassifierConfig config) {
        return new BatchingClassifier(model, model.batch(), config.gpuLinger(), config.gpuCalls(), model::warm);
    }

    @Override
    public Classification classify(List<Crop> crops) {
        if (crops.isEmpty()) {
            return classifier.classify(crops);
        }
        Waiting waiting = new Waiting(crops, System.nanoTime(), new CompletableFuture<>());
        queue.add(waiting);
        if (callers.isShutdown()) {
            queue.remove(waiting);
            throw new IllegalStateException("the classifier is closed");
        }
        try {
            return waiting.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private void work() {
        @Nullable Waiting first = null;
        List<Waiting> batch = new ArrayList<>();
        try {
            while (!callers.isShutdown()) {
                batch.clear();
                batch.add(first == null ? queue.take() : first);
                first = null;
                first = gather(batch);
                answer(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end
        } finally {
            batch.forEach(BatchingClassifier::refuse);
            if (first != null) {
                refuse(first);
            }
        }
    }

    /** Lets a thread go whose frame is not classified any more; it has no effect on one that has its result. */
    private static void refuse(Waiting waiting) {
        waiting.result().completeExceptionally(new IllegalStateException("the classifier is closed"));
    }

    /** Adds frames until the call is full or the first one has waited long enough; returns one that did not fit. */
    private @Nullable Waiting gather(List<Waiting> batch) throws InterruptedException {
        int faces = batch.get(0).crops().size();
        long until = batch.get(0).since() + lingerNanos;
        while (faces < most) {
            Waiting next = queue.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null) {
                return null;
            }
            faces += next.crops().size();
            if (faces > most) {
                return next;
            }
            batch.add(next);
        }
        return null;
    }

    private void answer(List<Waiting> batch) {
        List<Crop> crops =
                batch.stream().flatMap(waiting -> waiting.crops().stream()).toList();
        try {
            Classification all = classifier.classify(crops);
            int at = 0;
            for (Waiting waiting : batch) {
                int end = at + waiting.crops().size();
                List<float[]> own = all.probabilities().subList(at, end);
                waiting.result().complete(new Classification(all.model(), List.copyOf(own), all.abstainBelow()));
                at = end;
            }
        } catch (RuntimeException | Error e) {
            if (batch.size() == 1) {
                batch.get(0).result().completeExceptionally(e);
            } else {
                // One frame's fault must not be the others'.
                batch.forEach(waiting -> answer(List.of(waiting)));
            }
        }
    }

    @Override
    public void close() {
        callers.shutdownNow();
        try {
            callers.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.forEach(BatchingClassifier::refuse);
        classifier.close();
    }
}
