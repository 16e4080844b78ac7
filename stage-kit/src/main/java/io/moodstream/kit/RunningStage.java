package io.moodstream.kit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/**
 * Runs a stage. A failure that does not belong to a single record (Kafka, the model) stops it; {@link #await()} then
 * throws that failure.
 */
public final class RunningStage implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Stage stage;
    private final KafkaStreams streams;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch running = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private RunningStage(Stage stage) {
        this.stage = stage;
        this.streams = new KafkaStreams(stage.topology(), stage.properties());
        streams.setUncaughtExceptionHandler(exception -> {
            failure.compareAndSet(null, exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            } else if (now.hasCompletedShutdown()) {
                running.countDown();
                if (!closing.get()) {
                    stopped.countDown();
                }
            }
        });
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
        return running.await(timeout.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS) && failure.get() == null;
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
    public java.util.Optional<Throwable> failure() {
        return java.util.Optional.ofNullable(failure.get());
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
        if (!closing.compareAndSet(false, true)) {
            return;
        }
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
