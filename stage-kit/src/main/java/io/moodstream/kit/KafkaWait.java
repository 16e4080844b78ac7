package io.moodstream.kit;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for Kafka at the start of a part that runs until it is stopped. */
public final class KafkaWait {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaWait.class);

    /** Between two tries to reach Kafka, each of which takes some seconds where nothing answers. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long LOOK_MILLIS = 200;

    private KafkaWait() {}

    /**
     * Does something that needs Kafka, again and again for up to STAGE_KAFKA_WAIT while Kafka cannot do it, and says so.
     *
     * @param task is done on a thread of its own; a try that is under way when nobody wants it any more goes on to its end
     * @param requireWanted is asked again and again, and throws what ends the wait
     * @throws KafkaUnreachableException if Kafka does not answer in that time
     * @throws RetriableException if it answers and cannot do it until then
     * @throws InvalidReplicationFactorException if it has fewer brokers than STAGE_REPLICATION then
     */
    public static void untilDone(Settings settings, Runnable task, Runnable requireWanted) {
        StageConfig stage = settings.bind(StageConfig.class);
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread tries = new Thread(() -> tryUntil(done, stage.kafkaWait(), task), "kafka-wait");
        tries.setDaemon(true);
        tries.start();
        try {
            while (!isDone(done)) {
                requireWanted.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaUnreachableException.at(stage.bootstrap(), e);
        } finally {
            done.cancel(false);
        }
    }

    /** Waits for a moment; returns whether the task is done, and throws what it has failed with. */
    private static boolean isDone(CompletableFuture<Void> done) throws InterruptedException {
        try {
            done.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private static void tryUntil(CompletableFuture<Void> done, Duration wait, Runnable task) {
        long start = System.nanoTime();
        long told = -1;
        while (!done.isDone()) {
            try {
                task.run();
                done.complete(null);
            } catch (KafkaUnreachableException | RetriableException | InvalidReplicationFactorException e) {
                // Also while brokers come up one after another: there are too few of them yet for the replicas.
                Duration waited = Duration.ofNanos(System.nanoTime() - start);
                if (waited.compareTo(wait) >= 0) {
                    done.completeExceptionally(e);
                } else if (waited.toMinutes() > told && !done.isDone()) {
                    LOG.warn("{}; trying again until {} (STAGE_KAFKA_WAIT)", e.getMessage(), in(wait.minus(waited)));
                    told = waited.toMinutes();
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        }
    }

    /** Returns the time of day, with the date if that is another day. */
    private static String in(Duration left) {
        LocalDateTime then = LocalDateTime.now().plus(left).truncatedTo(ChronoUnit.SECONDS);
        return then.toLocalDate().equals(LocalDate.now())
                ? then.toLocalTime().toString()
                : then.toLocalDate() + " " + then.toLocalTime();
    }
}
