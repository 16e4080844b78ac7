package io.moodstream.kit;

import io.moodstream.kit.clients.KafkaSilence;
import io.moodstream.kit.natives.NativeLibraries;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a stage. Where Kafka has failed, a new thread takes over, after growing pauses and a stated number of times
 * ({@link ThreadFailures}). A failure that does not pass (the model, a setting, the disk) stops the stage;
 * {@link #await()} then throws it.
 */
public final class RunningStage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningStage.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    /** Kafka's clients catch up with a clock that is set back by less without losing their place in the group. */
    private static final Duration SET_BACK = Duration.ofSeconds(-2);

    private final Stage stage;
    private final KafkaStreams streams;
    private final LocalState state;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch running = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ThreadFailures failures = new ThreadFailures();
    private final ClockWatch clock;
    private final ScheduledExecutorService supervisor;

    private RunningStage(Stage stage, Topology topology, ClockWatch clock) {
        this.stage = stage;
        this.clock = clock;
        this.streams = new KafkaStreams(topology, stage.properties(), stage.clients());
        this.state = new LocalState(stage.properties());
        this.supervisor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, stage.name() + "-supervisor");
            thread.setDaemon(true);
            return thread;
        });
        streams.setUncaughtExceptionHandler(this::onFailure);
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

    /**
     * Lets the thread that failed end, so that it leaves its group at once and other instances take its partitions, and
     * has it replaced after the pause. Kafka Streams' own replacement would begin at once, could not be tried again if
     * it failed, and would write a stack trace.
     */
    private StreamThreadExceptionResponse onFailure(Throwable fault) {
        Thread.currentThread().setUncaughtExceptionHandler((thread, told) -> {});
        String name = Thread.currentThread().getName();
        if (closing.get() || replaceLater(name, fault)) {
            throw new StreamsException(name + " ends", fault);
        }
        failure.compareAndSet(null, fault);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** Returns whether a new thread will take over; if not, the stage has to end. */
    private boolean replaceLater(String thread, Throwable fault) {
        Optional<Duration> pause = failures.pause(thread, fault, TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        if (pause.isEmpty()) {
            return false;
        }
        LOG.warn(
                "{}: {}; a new thread takes over in {} s",
                stage.name(),
                StageFailedException.rootMessage(fault),
                pause.get().toSeconds());
        try {
            var unused = supervisor.schedule(() -> replace(thread), pause.get().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return closing.get();
        }
        return true;
    }

    private void replace(String thread) {
        try {
            failures.replaced(thread, addThread());
        } catch (RuntimeException e) {
            if (!closing.get() && !replaceLater(thread, e)) {
                failure.compareAndSet(null, e);
                streams.close(closeOptions(CLOSE_TIMEOUT));
            }
        }
    }

    /** Returns the name of the new thread. */
    private String addThread() {
        String added = streams.addStreamThread()
                .orElseThrow(() -> new StreamsException("no thread can be added while it is " + streams.state()));
        stage.metrics().counter("threads.replaced", "stage", stage.name()).increment();
        return added;
    }

    /**
     * Kafka's clients and Kafka Streams wait for times of day. When the clock is set back, a thread sends no heartbeat,
     * commits nothing and closes no window until the clock has caught up; a new one goes by the new time.
     */
    private void lookAtClock() {
        Duration jump = clock.jump();
        if (jump.compareTo(SET_BACK) >= 0) {
            return;
        }
        LOG.warn(
                "{}: this machine's clock has been set back by {} s; new threads take over",
                stage.name(),
                jump.negated().toSeconds());
        try {
            for (int left = streams.metadataForLocalThreads().size(); left > 0; left--) {
                renewOldestThread();
            }
        } catch (KafkaException e) {
            LOG.warn("{}: {}", stage.name(), StageFailedException.rootMessage(e));
        }
    }

    private void renewOldestThread() {
        try {
            var unused = streams.removeStreamThread(CLOSE_TIMEOUT);
        } catch (TimeoutException e) {
            LOG.warn("{}: a thread is still ending, its place is taken all the same", stage.name());
        }
        addThread();
    }

    /** Starts a stage as {@link #start(Stage, Runnable)} does, which is wanted for as long as it takes. */
    public static RunningStage start(Stage stage) {
        return start(stage, () -> {});
    }

    /**
     * Does what the stage demands before its start, starts it and returns; throws what that threw, and closes it then.
     *
     * @param requireWanted throws when the start is no longer wanted
     */
    public static RunningStage start(Stage stage, Runnable requireWanted) {
        return start(stage, requireWanted, new ClockWatch());
    }

    /** Starts a stage as {@link #start(Stage, Runnable)} does, on another clock. */
    public static RunningStage start(Stage stage, Runnable requireWanted, ClockWatch clock) {
        NativeLibraries.prepareRocksDb();
        RunningStage running = new RunningStage(stage, topology(stage, requireWanted), clock);
        try {
            stage.beforeStart().accept(requireWanted);
            requireWanted.run();
            running.state.begin();
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
        stage.metrics().bind(running.streams);
        running.streams.start();
        running.watch();
        return running;
    }

    private void watch() {
        every(1_000, this::lookAtClock);
        KafkaSilence silence = new KafkaSilence(streams::metrics);
        every(
                KafkaSilence.PAUSE_MILLIS,
                () -> silence.look(hasWork()).ifPresent(sentence -> LOG.warn("{}: {}", stage.name(), sentence)));
    }

    private boolean hasWork() {
        return streams.state() == KafkaStreams.State.RUNNING
                && streams.metadataForLocalThreads().stream()
                        .anyMatch(thread -> !thread.activeTasks().isEmpty());
    }

    private void every(long millis, Runnable look) {
        var unused = supervisor.scheduleWithFixedDelay(look, millis, millis, TimeUnit.MILLISECONDS);
    }

    private static Topology topology(Stage stage, Runnable requireWanted) {
        try {
            return stage.topologyAtStart().apply(requireWanted);
        } catch (RuntimeException e) {
            stage.metrics().close();
            closeResources(stage);
            throw e;
        }
    }

    /**
     * Waits until the stage processes its partitions, has failed, or the timeout has passed; returns whether it
     * processes them.
     */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS) && failure.get() == null;
    }

    /**
     * Waits until the stage has stopped, or is asked to.
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

    /** Asks the stage to stop: {@link #await()} returns, and whoever waited there closes it. */
    public void stop() {
        stopped.countDown();
    }

    /**
     * Commits finished work, stops the streams, then closes the stage's resources. A second call, even a concurrent
     * one, does nothing.
     */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    /** Does not wait for Kafka, because it is gone: what is under way is done again when the stage is started anew. */
    public void abandon() {
        close(Duration.ZERO);
    }

    private void close(Duration timeout) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        supervisor.shutdownNow();
        try {
            // A thread that still runs would crash if the model were closed; the process ends soon in that case.
            boolean idle = streams.close(closeOptions(timeout));
            stage.metrics().close();
            if (idle) {
                closeResources(stage);
                state.end(failure.get() == null);
            } else {
                state.discard();
                if (!timeout.isZero()) {
                    LOG.warn(
                            "{} did not stop within {} s; what it had under way is done again when this stage runs again, here or"
                                    + " elsewhere",
                            stage.name(),
                            timeout.toSeconds());
                }
            }
        } finally {
            stopped.countDown();
        }
    }

    /**
     * An instance leaves its group, so that the others take its partitions at once and not when its session has
     * expired. One with a name (STAGE_INSTANCE) stays: it gets its partitions back when it is started again.
     */
    private CloseOptions closeOptions(Duration timeout) {
        boolean named =
                stage.properties().containsKey(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        return CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(
                        named ? GroupMembershipOperation.REMAIN_IN_GROUP : GroupMembershipOperation.LEAVE_GROUP);
    }

    private static void closeResources(Stage stage) {
        try {
            stage.resources().close();
        } catch (Exception e) {
            throw new StageFailedException(stage.name(), e);
        }
    }
}
