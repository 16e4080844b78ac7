package io.moodstream.launcher.torture;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.KafkaUnreachableException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.kit.topics.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Looks for records that a stage has not worked on, also those of the stages' own topics. */
final class UnreadRecords implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How long a partition may send nothing. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final TopicAdmin admin;
    private final TopicReader reader;

    private UnreadRecords(TopicAdmin admin, TopicReader reader) {
        this.admin = admin;
        this.reader = reader;
    }

    /**
     * Waits until the stages of a cluster have worked on all records, and all that they have written can be read.
     *
     * @return a sentence for each partition of which that is not so within two minutes
     */
    static List<String> await(Settings settings) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        List<String> unread = look(settings);
        while (!unread.isEmpty() && System.nanoTime() < until) {
            Thread.sleep(500);
            unread = look(settings);
        }
        return unread;
    }

    /** Returns a sentence for each partition of which that is not so now. */
    static List<String> look(Settings settings) {
        StageConfig stage = settings.bind(StageConfig.class);
        try (UnreadRecords records = new UnreadRecords(
                TopicAdmin.connect(stage, settings), new TopicReader(KafkaDefaults.consumer(stage, settings)))) {
            List<String> sentences = records.unread();
            sentences.addAll(OpenTransactions.find(records.admin));
            // What such a transaction wrote can be read now, and was not counted before.
            return sentences.isEmpty() ? records.unread() : sentences;
        } catch (KafkaException | KafkaUnreachableException e) {
            return List.of("Kafka does not tell what the stages have worked on: " + e.getMessage());
        }
    }

    private List<String> unread() {
        List<String> sentences = new ArrayList<>();
        for (PipelineStage stage : PipelineStage.values()) {
            next(stage).forEach((partition, next) -> {
                long count = count(partition, next);
                if (count > 0) {
                    sentences.add("the " + stage + " has not worked on " + count + " records of " + partition
                            + ", from offset " + next + " on");
                }
            });
        }
        return sentences;
    }

    /** Returns the offset of the first record that a stage has not committed, of each partition that it reads. */
    private Map<TopicPartition, Long> next(PipelineStage stage) {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.get(
                admin.admin().listConsumerGroupOffsets(stage.applicationId()).partitionsToOffsetAndMetadata());
        Set<String> topics = new HashSet<>(Set.of(stage.input().name()));
        committed.keySet().forEach(partition -> topics.add(partition.topic()));
        admin.get(admin.admin().listTopics().names()).stream()
                .filter(name -> name.startsWith(stage.applicationId()) && name.endsWith("-repartition"))
                .forEach(topics::add);
        Map<TopicPartition, Long> next = new HashMap<>();
        admin.get(admin.admin().describeTopics(topics).allTopicNames())
                .forEach((name, topic) -> topic.partitions().forEach(info -> {
                    TopicPartition partition = new TopicPartition(name, info.partition());
                    OffsetAndMetadata known = committed.get(partition);
                    next.put(partition, known == null ? 0 : known.offset());
                }));
        return next;
    }

    private long count(TopicPartition partition, long next) {
        AtomicLong count = new AtomicLong();
        reader.startAt(partition, next);
        reader.readWhile(record -> count.incrementAndGet() > 0, SILENCE);
        reader.stop();
        return count.get();
    }

    @Override
    public void close() {
        reader.close();
        admin.close();
    }
}
