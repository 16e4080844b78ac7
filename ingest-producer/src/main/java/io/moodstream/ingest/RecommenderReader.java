package io.moodstream.ingest;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the recommender has read, as it commits. Used by one thread. */
final class RecommenderReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecommenderReader.class);
    private static final String GROUP = "recommender-stream";
    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final long LOOK_MILLIS = 25;

    /** What is waited where Kafka does not say: several of the recommender's commits. */
    private static final long BLIND_MILLIS = 2_000;

    private final Admin admin;
    private final CountDownLatch stop;
    private boolean away;

    private RecommenderReader(Admin admin, CountDownLatch stop) {
        this.admin = admin;
        this.stop = stop;
    }

    /**
     * Connects.
     *
     * @param stop ends all waiting
     */
    static RecommenderReader open(StageConfig stage, Settings settings, CountDownLatch stop) {
        return new RecommenderReader(Admin.create(KafkaDefaults.admin(stage, settings)), stop);
    }

    /**
     * Waits until it has read answers and what it made of them for itself; at most five seconds, and not at all where no
     * recommender has ever run, or one has not come that far within that time before.
     *
     * @param answers the last offset by partition of the topic emotions
     * @return whether it has read them, or none has ever run
     */
    boolean awaitRead(Map<TopicPartition, Long> answers) throws InterruptedException {
        long deadline = System.nanoTime() + (away ? 0 : LONGEST_NANOS);
        try {
            Map<TopicPartition, Long> wanted =
                    answers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue() + 1));
            away = !await(wanted, deadline) || !await(ownTopics(), deadline);
        } catch (ExecutionException e) {
            LOG.debug("Kafka does not say how far {} is", GROUP, e);
            stop.await(BLIND_MILLIS, TimeUnit.MILLISECONDS);
        }
        return !away;
    }

    private boolean await(Map<TopicPartition, Long> wanted, long deadline)
            throws InterruptedException, ExecutionException {
        while (true) {
            Map<TopicPartition, Long> read = read();
            if (read.isEmpty()
                    || wanted.entrySet().stream()
                            .allMatch(one -> read.getOrDefault(one.getKey(), 0L) >= one.getValue())) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                if (!away) {
                    LOG.warn("{} is behind or stopped; this replay may be answered otherwise than the lecture", GROUP);
                }
                return false;
            }
            if (stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
    }

    private Map<TopicPartition, Long> read() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        return committed.entrySet().stream()
                .filter(one -> one.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().offset()));
    }

    /** What it has passed on to itself so far: the ends of its own topics. */
    private Map<TopicPartition, Long> ownTopics() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> own = read().keySet().stream()
                .filter(partition -> partition.topic().startsWith(GROUP + "-"))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin
                .listOffsets(own, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
