package io.moodstream.launcher.stages;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.classifier.ClassifierMain;
import io.moodstream.detector.DetectorMain;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.RunningStage;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.SampleFrames;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class has a backlog in every partition; a single picture does not wait until it is worked off. */
class PhotoBesideClassIT {
    private static final int EACH = 40;
    private static final int PHOTOS = 3;
    private static final int BACKLOG = EACH * Topics.FRAMES.partitions();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private final Map<String, Integer> results = new TreeMap<>();

    @Test
    void aSinglePictureOvertakesTheBacklogOfAClass() throws Exception {
        byte[] picture = SampleFrames.eachSecond(0, 1).get(0);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            Settings settings = new Settings(Map.of("STAGE_BOOTSTRAP", broker.bootstrap(), "STAGE_THREADS", "1"));
            StageConfig stage = settings.bind(StageConfig.class);
            StageRunner.createTopics(settings);
            try (var producer = new KafkaProducer<>(
                            KafkaDefaults.producer(stage, settings),
                            new StringSerializer(),
                            Topics.FRAMES.values().serializer());
                    TopicReader reader =
                            TopicReader.open(stage, settings, List.of(Topics.EMOTIONS, Topics.PHOTO_EMOTIONS), true)) {
                for (int number = 0; number < BACKLOG; number++) {
                    int partition = number % Topics.FRAMES.partitions();
                    send(producer, Topics.FRAMES, partition, "class", "cam-" + partition, number, picture);
                }
                try (RunningStage detector = RunningStage.start(DetectorMain.stage(settings));
                        RunningStage classifier = RunningStage.start(ClassifierMain.stage(settings))) {
                    for (int photo = 1; photo <= PHOTOS; photo++) {
                        await(reader, Topics.EMOTIONS, photo * BACKLOG / (PHOTOS + 2));
                        int before = frames();
                        send(producer, Topics.PHOTOS, photo % 2, Keys.PHOTOS, "photo-" + photo, 0, picture);
                        await(reader, Topics.PHOTO_EMOTIONS, photo);

                        System.out.printf(
                                "a photo after %d of %d frames: %d frames in between%n",
                                before, BACKLOG, frames() - before);
                        assertThat(frames() - before).isLessThan(BACKLOG / 2);
                    }
                    assertThat(List.of(detector, classifier))
                            .allMatch(each -> each.failure().isEmpty());
                }
            }
        }
    }

    private int frames() {
        return results.getOrDefault(Topics.EMOTIONS.name(), 0);
    }

    private void await(TopicReader reader, Topic<?, ?> topic, int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            reader.poll(Duration.ofMillis(20)).forEach(record -> results.merge(record.topic(), 1, Integer::sum));
            return results.getOrDefault(topic.name(), 0) >= count;
        });
    }

    private static void send(
            KafkaProducer<String, Frame> producer,
            Topic<String, Frame> topic,
            int partition,
            String lecture,
            String source,
            long sequence,
            byte[] image)
            throws Exception {
        Frame frame = new Frame(
                lecture,
                source,
                null,
                sequence,
                Instant.now(),
                ImageEncoding.JPEG,
                ByteBuffer.wrap(image),
                "",
                null,
                Counting.ALL);
        producer.send(new ProducerRecord<>(topic.name(), partition, Keys.source(lecture, source), frame))
                .get();
    }
}
