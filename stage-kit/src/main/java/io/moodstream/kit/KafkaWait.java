package io.moodstream.kit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
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

    private KafkaWait() {}

    /**
     * Does something that needs Kafka, again and again for up to STAGE_KAFKA_WAIT while Kafka cannot do it, and says so.
     *
     * @throws KafkaUnreachableException if Kafka does not answer in that time
     * @throws RetriableException if it answers and cannot do it until then
     * @throws InvalidReplicationFactorException if it has fewer brokers than STAGE_REPLICATION then
     */
    public static void untilDone(Settings settings, Runnable task) {
        Duration wait = settings.bind(StageConfig.class).kafkaWait();
        long start = System.nanoTime();
        long told = -1;
        while (true) {
            try {
                task.run();
                return;
            } catch (KafkaUnreachableException | RetriableException | InvalidReplicationFactorException e) {
                // Also while brokers come up one after another: there are too few of them yet for the replicas.
                Duration waited = Duration.ofNanos(System.nanoTime() - start);
                if (waited.compareTo(wait) >= 0) {
                    throw e;
                }
                if (waited.toMinutes() > told) {
                    LOG.warn("{}; trying again for {} (STAGE_KAFKA_WAIT)", e.getMessage(), text(wait.minus(waited)));
                    told = waited.toMinutes();
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static String text(Duration left) {
        return (left.toMinutes() == 0 ? "" : left.toMinutes() + " min ") + left.toSecondsPart() + " s";
    }
}
