package io.moodstream.kit.topics;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka how far the stages are: what they have committed of their input topics, and what is in these. */
@UsesKafka
public final class StageProgress implements AutoCloseable {
    /**
     * Says how far a stage is. Offsets include the markers of transactions.
     *
     * @param read offsets that it has committed, added up over the partitions of its input
     * @param unread offsets after these, up to the end of the partitions: its lag
     */
    public record Position(long read, long unread) {}

    private final Admin admin;

    private StageProgress(Admin admin) {
        this.admin = admin;
    }

    /** Opens a client. It connects when it is asked. */
    public static StageProgress open(StageConfig stage, Settings settings) {
        return new StageProgress(Admin.create(KafkaDefaults.admin(stage, settings)));
    }

    /**
     * Returns how far each stage is now. A stage that has never committed a partition is at the beginning of it.
     *
     * @throws KafkaException if Kafka does not answer, or a topic does not exist
     */
    public Map<PipelineStage, Position> read() throws InterruptedException {
        Map<PipelineStage, List<TopicPartition>> inputs = inputs();
        List<TopicPartition> all =
                inputs.values().stream().flatMap(Collection::stream).toList();
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
                get(admin.listConsumerGroupOffsets(Arrays.stream(PipelineStage.values())
                                .collect(Collectors.toMap(
                                        PipelineStage::applicationId, stage -> new ListConsumerGroupOffsetsSpec())))
                        .all());
        Map<TopicPartition, ListOffsetsResultInfo> begin = offsets(all, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> end = offsets(all, OffsetSpec.latest());
        Map<PipelineStage, Position> positions = new EnumMap<>(PipelineStage.class);
        inputs.forEach((stage, partitions) -> {
            Map<TopicPartition, OffsetAndMetadata> own = committed.getOrDefault(stage.applicationId(), Map.of());
            positions.put(stage, position(partitions, own, begin, end));
        });
        return positions;
    }

    private static Position position(
            List<TopicPartition> partitions,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, ListOffsetsResultInfo> begin,
            Map<TopicPartition, ListOffsetsResultInfo> end) {
        long read = 0;
        long unread = 0;
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata known = committed.get(partition);
            long committedAt = known == null ? 0 : known.offset();
            // What retention has deleted cannot be read any more.
            long next = Math.max(offset(begin, partition), committedAt);
            read += committedAt;
            unread += Math.max(0, offset(end, partition) - next);
        }
        return new Position(read, unread);
    }

    private static long offset(Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition)).offset();
    }

    private Map<PipelineStage, List<TopicPartition>> inputs() throws InterruptedException {
        var topics = get(admin.describeTopics(Arrays.stream(PipelineStage.values())
                        .map(stage -> stage.input().name())
                        .toList())
                .allTopicNames());
        Map<PipelineStage, List<TopicPartition>> inputs = new EnumMap<>(PipelineStage.class);
        for (PipelineStage stage : PipelineStage.values()) {
            List<TopicPartition> partitions = new ArrayList<>();
            String topic = stage.input().name();
            Objects.requireNonNull(topics.get(topic))
                    .partitions()
                    .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            inputs.put(stage, partitions);
        }
        return inputs;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException {
        return get(admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), each -> which)))
                .all());
    }

    private static <T> T get(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException("The stages' progress cannot be read from Kafka", e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
