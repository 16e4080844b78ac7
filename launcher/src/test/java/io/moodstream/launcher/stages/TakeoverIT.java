package io.moodstream.launcher.stages;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceCrop;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of a stage, one killed with SIGKILL under load: the other takes over, nothing is lost or doubled. */
@Tag("nightly")
class TakeoverIT {
    private static final int SOURCES = 16;
    private static final int FRAMES = 100;
    private static final int KILL_AT = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void aKilledInstancesWorkIsTakenOverExactlyOnce() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            Settings settings = new Settings(Map.of("STAGE_BOOTSTRAP", broker.bootstrap()));
            StageConfig stage = settings.bind(StageConfig.class);
            StageRunner.createTopics(settings);
            Process survivor = classify(broker, "survivor");
            Process victim = classify(broker, "victim");
            try (TopicReader reader = TopicReader.open(stage, settings, List.of(Topics.EMOTIONS), true)) {
                List<ConsumerRecord<byte[], byte[]>> answers = new ArrayList<>();
                publish(stage, settings, 0, 1);
                await(reader, answers, SOURCES);

                publish(stage, settings, 1, KILL_AT);
                victim.destroyForcibly().waitFor();
                long killed = System.nanoTime();
                publish(stage, settings, KILL_AT, FRAMES);
                await(reader, answers, SOURCES * FRAMES);

                System.out.printf("all answered %.1f s after the kill%n", (System.nanoTime() - killed) / 1e9);
                // A second answer to anything would stand before the answers to these.
                publish(stage, settings, FRAMES, FRAMES + 1);
                await(reader, answers, SOURCES * (FRAMES + 1));
                assertThat(answers).hasSize(SOURCES * (FRAMES + 1));
                assertThat(sequencesBySource(answers))
                        .hasSize(SOURCES)
                        .allSatisfy((source, sequences) ->
                                assertThat(sequences).isSorted().doesNotHaveDuplicates());

                survivor.destroy(); // SIGTERM: finishes what is under way
                assertThat(survivor.waitFor()).isZero();
            } finally {
                victim.destroyForcibly();
                survivor.destroyForcibly();
            }
        }
    }

    private Process classify(EmbeddedBroker broker, String name) throws IOException {
        return CommandRunner.at(broker)
                .process("classify", "--set", "CLASSIFIER_MODEL=fast", "--state-dir", folder.resolve(name))
                .inheritIO()
                .start();
    }

    private static void await(TopicReader reader, List<ConsumerRecord<byte[], byte[]>> answers, int count) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            reader.poll(Duration.ofMillis(50)).forEach(answers::add);
            assertThat(answers).hasSizeGreaterThanOrEqualTo(count);
        });
    }

    private static void publish(StageConfig stage, Settings settings, int from, int to) {
        byte[] crop = new byte[48 * 48];
        new Random(1).nextBytes(crop);
        try (var producer = new KafkaProducer<>(
                KafkaDefaults.producer(stage, settings),
                new StringSerializer(),
                Topics.FACES.values().serializer())) {
            for (int sequence = from; sequence < to; sequence++) {
                for (int source = 0; source < SOURCES; source++) {
                    String id = "cam-" + source;
                    FaceCrop face = new FaceCrop(1L, new FaceBox(0f, 0f, 0.1f, 0.1f), 1f, 48, ByteBuffer.wrap(crop));
                    FaceCrops faces = new FaceCrops(
                            "takeover",
                            id,
                            null,
                            (long) sequence,
                            Instant.now(),
                            640,
                            480,
                            "none",
                            List.of(face),
                            "",
                            null,
                            Counting.ALL,
                            null,
                            null,
                            false);
                    var sent = producer.send(
                            new ProducerRecord<>(Topics.FACES.name(), Keys.source("takeover", id), faces));
                    assertThat(sent).isNotNull();
                }
            }
        }
    }

    private static Map<String, List<Long>> sequencesBySource(List<ConsumerRecord<byte[], byte[]>> answers) {
        Map<String, List<Long>> sequences = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : answers) {
            var answer = Topics.EMOTIONS.values().deserializer().deserialize(record.topic(), record.value());
            sequences
                    .computeIfAbsent(answer.getSourceId(), source -> new ArrayList<>())
                    .add(answer.getSequence());
        }
        return sequences;
    }
}
