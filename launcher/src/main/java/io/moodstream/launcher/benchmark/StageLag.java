package io.moodstream.launcher.benchmark;

import io.moodstream.classifier.ClassifierMain;
import io.moodstream.detector.DetectorMain;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.recommender.RecommenderMain;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Measures the lag of the stages: unread records of their input topics, including the markers of transactions. */
final class StageLag {
    private static final Map<Topic<?, ?>, String> READERS = Map.of(
            Topics.FRAMES, DetectorMain.NAME,
            Topics.FACES, ClassifierMain.NAME,
            Topics.EMOTIONS, RecommenderMain.NAME);

    private StageLag() {}

    /** Returns the lag by topic, counted from the offset that the stage reading it has committed. */
    static Map<String, Long> now(Settings settings) throws InterruptedException {
        Map<String, Long> lag = new TreeMap<>();
        try (Admin admin = Admin.create(KafkaDefaults.admin(settings.bind(StageConfig.class), settings))) {
            for (Map.Entry<Topic<?, ?>, String> reader : READERS.entrySet()) {
                String topic = reader.getKey().name();
                lag.put(topic, lag(admin, topic, reader.getValue()));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot read the stages' committed offsets from Kafka: " + e.getCause(), e);
        }
        return lag;
    }

    private static long lag(Admin admin, String topic, String group) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        read.keySet().removeIf(partition -> !partition.topic().equals(topic));
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                        read.keySet().stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())))
                .all()
                .get();
        long written =
                ends.values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
        return written
                - read.values().stream().mapToLong(OffsetAndMetadata::offset).sum();
    }
}
