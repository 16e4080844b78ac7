package io.moodstream.kit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a stage. Where Kafka has failed, a new thread takes over, after growing pauses and a stated number of times
 * ({@link ThreadFailures}). A failure that does not pass (the model, a setting, the disk) stops the stage; {@link
 * #await()} then throws it.
 */
public final class RunningStage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningStage.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Stage stage;
    private final KafkaStreams streams;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ThreadFailures failures = new ThreadFailures();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private RunningStage(Stage stage) {
        this.stage = stage;
        this.streams = new KafkaStreams(stage.topology(), stage.properties());
        streams.setUncaughtExceptionHandler(this::afterFailure);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            } else if (now.hasCompletedShutdown()) {
                running.countDown();
                if (!isClosing()) {
                    stopped.countDown();
                }
            }
        });
    }

    /** Called on the thread that ends. */
    private StreamThreadExceptionResponse afterFailure(Throwable exception) {
        Optional<Duration> pause = failures.pause(exception, TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        if (pause.isEmpty()) {
            failure.compareAndSet(null, exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        stage.metrics().counter("threads.replaced", "stage", stage.name()).increment();
        LOG.warn(
                "{}: {}; a new thread takes over in {} s (failure {} of at most {} in a row)",
                stage.name(),
                StageFailedException.rootMessage(exception),
                pause.get().toSeconds(),
                failures.row(),
                ThreadFailures.MOST);
        try {
            closing.await(pause.get().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return isClosing()
                ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Starts the stage and returns at once. */
    public static RunningStage start(Stage stage) {
        RunningStage running = new RunningStage(stage);
        stage.metrics().bind(running.streams);
        running.streams.start();
        return running;
    }

    /**
     * Waits until the stage processes its partitions, has failed, or the timeout has passed; returns whether it
     * processes them.
     */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS) && failure.get() == null;
    }

    /**
     * Waits until the stage has stopped.
     *
     * @throws StageFailedException if a failure stopped it
     */
    public void await() throws InterruptedException {
        stopped.await();
        Throwable cause = failure.get();
        if (cause != null) {
            throw new StageFailedException(stage.name(), cause);
        }
    }

    /** Returns the failure that stopped the stage, if there was one. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Returns the stage's name. */
    public String name() {
        return stage.name();
    }

    /**
     * Commits finished work, stops the streams, then closes the stage's resources. A second call, even a concurrent
     * one, does nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        closing.countDown();
        // A thread that still runs would crash if the model were closed; the process ends soon in that case.
        boolean idle = streams.close(CLOSE_TIMEOUT);
        stage.metrics().close();
        if (idle) {
            closeResources();
            TemporaryState.delete(stage.properties());
        }
        stopped.countDown();
    }

    private void closeResources() {
        try {
            stage.resources().close();
        } catch (Exception e) {
            throw new StageFailedException(stage.name(), e);
        }
    }
}
