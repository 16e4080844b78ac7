package io.moodstream.launcher.web;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic moods as it is, past the dashboard. */
final class MoodsTopic {
    private MoodsTopic() {}

    /** The last word about each window of a lecture, by the window's start. */
    static SortedMap<Instant, LectureMood> of(String lecture, Settings settings) {
        SortedMap<Instant, LectureMood> moods = new TreeMap<>();
        var properties = KafkaDefaults.consumer(settings.bind(StageConfig.class), settings);
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.MOODS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    LectureMood mood = Topics.MOODS.values().deserializer().deserialize(record.topic(), record.value());
                    if (mood.getLectureId().equals(lecture)) {
                        moods.put(mood.getWindowStart(), mood);
                    }
                }
            }
        }
        return moods;
    }

    /** Says something else about a window than what was said before. */
    static void publish(LectureMood mood, Settings settings) throws Exception {
        var properties = KafkaDefaults.producer(settings.bind(StageConfig.class), settings);
        var serializer = Topics.MOODS.values().serializer();
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), serializer)) {
            String key = Keys.window(mood.getLectureId(), mood.getWindowStart());
            long timestamp = mood.getWindowStart().toEpochMilli();
            producer.send(new ProducerRecord<>(Topics.MOODS.name(), null, timestamp, key, mood))
                    .get();
        }
    }

    /** Shares of a class in which everybody looks the same. */
    static Map<String, Double> all(Emotion emotion) {
        Map<String, Double> shares = new TreeMap<>();
        for (Emotion each : Emotion.values()) {
            shares.put(each.name(), each == emotion ? 1.0 : 0.0);
        }
        return shares;
    }
}
