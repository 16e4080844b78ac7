package io.moodstream.launcher.evaluate;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.evaluate.PipelineTally.Found;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the results of one video's frames, with the frames' sizes, which only the detector's records know. */
final class PipelineResults {
    private final Map<Long, FaceEmotions> emotions = new TreeMap<>();
    private final Map<Long, Size> sizes = new HashMap<>();

    private record Size(int width, int height) {}

    private PipelineResults() {}

    /**
     * Adds all results to the tally.
     *
     * @param frames number of frames, which are in Kafka already
     */
    static void read(Settings settings, long frames, PipelineTally tally) {
        PipelineResults answers = new PipelineResults();
        try (TopicReader reader = TopicReader.open(
                settings.bind(StageConfig.class), settings, List.of(Topics.FACES, Topics.EMOTIONS), true)) {
            while (answers.emotions.size() < frames || !answers.sizes.keySet().containsAll(answers.emotions.keySet())) {
                reader.poll(Duration.ofSeconds(1)).forEach(answers::take);
            }
        }
        answers.addTo(tally);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.EMOTIONS.name())) {
            FaceEmotions answer = Topics.EMOTIONS.values().deserializer().deserialize(record.topic(), record.value());
            if (answer.getSignal() == null) {
                emotions.put(answer.getSequence(), answer);
            }
        } else {
            FaceCrops crops = Topics.FACES.values().deserializer().deserialize(record.topic(), record.value());
            if (crops.getSignal() == null) {
                sizes.put(crops.getSequence(), new Size(crops.getWidth(), crops.getHeight()));
            }
        }
    }

    private void addTo(PipelineTally tally) {
        Instant first = emotions.values().stream()
                .map(FaceEmotions::getCapturedAt)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        emotions.forEach((sequence, answer) -> {
            Size size = Objects.requireNonNull(sizes.get(sequence));
            tally.requireWithin(size.width(), size.height());
            double seconds = Duration.between(first, answer.getCapturedAt()).toMillis() / 1000.0;
            tally.add(
                    seconds,
                    answer.getFaces().stream().map(face -> found(face, size)).toList());
        });
    }

    private static Found found(FaceEmotion face, Size frame) {
        PixelBox box = PixelBox.of(face.getBox(), frame.width(), frame.height());
        return new Found(box, face.getEmotion(), face.getReadable());
    }
}
