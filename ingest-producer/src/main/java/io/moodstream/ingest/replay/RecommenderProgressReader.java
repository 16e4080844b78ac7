package io.moodstream.ingest.replay;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from the recommender's commits how far it has read. Used by one thread. */
@UsesKafka
final class RecommenderProgressReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecommenderProgressReader.class);
    private static final long LONG_MILLIS = 5_000;

    /** Several commits of the recommender: the wait if it is behind anyway, or Kafka does not answer. */
    private static final long SHORT_MILLIS = 2_000;

    private static final long LOOK_MILLIS = 25;

    private final Admin admin;
    private final String group;
    private final CountDownLatch stop;
    private boolean away;

    private RecommenderProgressReader(Admin admin, String group, CountDownLatch stop) {
        this.admin = admin;
        this.group = group;
        this.stop = stop;
    }

    /**
     * Connects.
     *
     * @param group the recommender's application id, which is its consumer group
     * @param stop ends all waiting
     */
    static RecommenderProgressReader open(StageConfig stage, Settings settings, String group, CountDownLatch stop) {
        return new RecommenderProgressReader(Admin.create(KafkaDefaults.admin(stage, settings)), group, stop);
    }

    /**
     * Waits until the recommender has read these results and its own records made from them: at most five seconds, two
     * if it had not the time before, and not at all if no recommender has ever run.
     *
     * @param answers the last offset of the results, by partition of the topic emotions
     * @return whether it has read them, or none has ever run, or the wait was stopped
     */
    boolean awaitRead(Map<TopicPartition, Long> answers) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(away ? SHORT_MILLIS : LONG_MILLIS);
        try {
            Map<TopicPartition, Long> wanted =
                    answers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue() + 1));
            away = !await(wanted, deadline) || !await(ownTopics(), deadline);
            return !away;
        } catch (ExecutionException e) {
            LOG.debug("Cannot read how far {} is", group, e);
            stop.await(SHORT_MILLIS, TimeUnit.MILLISECONDS);
            return false;
        }
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
                    LOG.warn("{} is behind or stopped; this replay may give other results than the lecture did", group);
                }
                return false;
            }
            if (stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
    }

    private Map<TopicPartition, Long> read() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return committed.entrySet().stream()
                .filter(one -> one.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().offset()));
    }

    /**
     * Returns the ends of the recommender's own topics, including records that it has not committed yet: its commits of
     * offsets and of records may become visible one after the other.
     */
    private Map<TopicPartition, Long> ownTopics() throws InterruptedException, ExecutionException {
        List<String> own = admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(group + "-") && name.endsWith("-repartition"))
                .toList();
        Map<TopicPartition, OffsetSpec> partitions = admin.describeTopics(own).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(partitions).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
