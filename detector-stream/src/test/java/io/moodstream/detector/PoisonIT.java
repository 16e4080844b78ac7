package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector that frames end or block, and that is started again each time, as systems do. */
@Tag("nightly")
class PoisonIT {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int FRAMES = 5;

    @TempDir
    private Path folder;

    @Test
    void framesThatEndOrBlockTheDetectorTwiceBecomeDeadLettersAndAllOthersAreAnswered() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            Settings settings = new Settings(Map.of("STAGE_BOOTSTRAP", broker.bootstrap()));
            StageConfig stage = settings.bind(StageConfig.class);
            try (TopicAdmin admin = TopicAdmin.connect(stage, settings)) {
                admin.create(Topics.ALL);
            }
            publish(stage, settings);
            List<Integer> codes = new ArrayList<>();
            List<Long> found = new ArrayList<>();
            List<String> letters = new ArrayList<>();
            try (TopicReader reader =
                    TopicReader.open(stage, settings, List.of(Topics.FACES, Topics.DEAD_LETTERS), true)) {
                Process detector = detect(broker);
                try {
                    long deadline = System.nanoTime() + PATIENCE.toNanos();
                    while (found.size() + letters.size() < FRAMES && System.nanoTime() < deadline) {
                        if (detector.waitFor(10, TimeUnit.MILLISECONDS)) {
                            codes.add(detector.exitValue());
                            detector = detect(broker);
                        }
                        reader.poll(Duration.ofMillis(50)).forEach(record -> {
                            if (record.topic().equals(Topics.FACES.name())) {
                                found.add(
                                        TopicReader.value(Topics.FACES, record).getSequence());
                            } else {
                                DeadLetter letter = DeadLetter.of(record);
                                letters.add(letter.offset() + " " + letter.reason());
                            }
                        });
                    }
                } finally {
                    detector.destroyForcibly().waitFor();
                }
            }

            assertThat(codes).containsExactlyInAnyOrder(134, 134, 1, 1);
            assertThat(found).containsExactly(0L, 2L, 4L);
            assertThat(letters).containsExactly("1 poison", "3 poison");
        }
    }

    private Process detect(EmbeddedBroker broker) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PoisonedDetector.class.getName(),
                        broker.bootstrap(),
                        folder.resolve("state").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void publish(StageConfig stage, Settings settings) throws Exception {
        try (var producer = new KafkaProducer<>(
                KafkaDefaults.producer(stage, settings),
                new StringSerializer(),
                Topics.FRAMES.values().serializer())) {
            for (int number = 0; number < FRAMES; number++) {
                byte[] image = number == 1
                        ? new byte[] {PoisonedDetector.ABORTS}
                        : number == 3 ? new byte[] {PoisonedDetector.HANGS} : Drawings.face(300, 240);
                Frame frame = new Frame(
                        "algebra",
                        "cam-1",
                        null,
                        (long) number,
                        Instant.now(),
                        ImageEncoding.JPEG,
                        ByteBuffer.wrap(image),
                        "",
                        null,
                        Counting.ALL);
                producer.send(new ProducerRecord<>(Topics.FRAMES.name(), "algebra/cam-1", frame))
                        .get();
            }
        }
    }
}
