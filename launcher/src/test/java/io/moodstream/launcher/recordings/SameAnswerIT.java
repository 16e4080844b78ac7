package io.moodstream.launcher.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.SampleFrames;
import io.moodstream.launcher.StartedStages;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays at any speed give what the live lecture gave, record by record, with two instances of each stage, with frames
 * that came late and out of order, and beside each other.
 */
class SameAnswerIT {
    private static final String LIVE = "live";
    private static final int SECONDS = 16;

    /** A break before that second, longer than RECOMMENDER_LECTURE_END: all windows close and a report is made. */
    private static final int BREAK_BEFORE = 10;

    private static final int BREAK_SECONDS = 10;

    /** Second of the sample class at which the angry and the sad scenes begin. */
    private static final int SCENE = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    /** A frame and when it arrives, milliseconds after the lecture's begin. */
    private record Arrival(long at, Frame frame) {}

    /** All that may differ between runs; everything else must be equal. */
    private static String withoutVolatile(String lecture, SpecificRecordBase value) {
        return value.toString().replace("\"lectureId\": \"" + lecture + "\"", "\"lectureId\": \"any\"");
    }

    @Test
    void aReplayGivesTheSameAnswerAtAnySpeed() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            Settings settings = settings(broker);
            StageRunner.createTopics(settings);
            CommandRunner moodstream = CommandRunner.at(broker);
            try (StartedStages stages = StartedStages.start(instance(settings, "one"), instance(settings, "two"))) {
                assertThat(stages.stages()).hasSize(6);
                playLive(settings);
                awaitReports(settings, LIVE);
                Map<String, List<String>> live = outputs(settings, LIVE);
                assertThat(live.keySet())
                        .anyMatch(key -> key.startsWith("emotions "))
                        .anyMatch(key -> key.startsWith("moods "))
                        .anyMatch(key -> key.startsWith("attention "))
                        .anyMatch(key -> key.startsWith("lecture-reports "));
                Path recording = folder.resolve("live.moodrec");
                succeeds(moodstream.run(
                        "record", "--lecture", LIVE, "--out", recording, "--from", "2000-01-01T00:00:00Z"));

                List<String> speeds = List.of("1", "10", "max");
                List<CompletableFuture<CommandRunner.Outcome>> replays = speeds.stream()
                        .map(speed -> CompletableFuture.supplyAsync(
                                () -> moodstream.run("replay", recording, "--as", "at-" + speed, "--speed", speed),
                                task -> new Thread(task, "replay-at-" + speed).start()))
                        .toList();
                replays.forEach(replay -> succeeds(replay.join()));
                for (String speed : speeds) {
                    awaitReports(settings, "at-" + speed);
                    assertThat(outputs(settings, "at-" + speed))
                            .as("speed " + speed)
                            .isEqualTo(live);
                }
            }
        }
    }

    private Settings settings(EmbeddedBroker broker) {
        return new Settings(Map.of(
                "STAGE_BOOTSTRAP", broker.bootstrap(),
                "STAGE_THREADS", "1",
                "RECOMMENDER_WINDOW", "5s",
                "RECOMMENDER_SILENCE", "5s",
                "RECOMMENDER_LECTURE_END", "8s",
                "RECOMMENDER_NEGATIVE_FOR", "4s"));
    }

    private Settings instance(Settings settings, String name) {
        return settings.with("STAGE_STATE_DIR", folder.resolve(name).toString());
    }

    /** Two cameras on the class; one comes later; there is a break; frames are swapped, or come two seconds late. */
    private void playLive(Settings settings) throws IOException {
        List<byte[]> pictures = SampleFrames.eachSecond(SCENE, SECONDS);
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Arrival> arrivals = new ArrayList<>();
        for (int second = 0; second < SECONDS; second++) {
            long late = second % 9 == 4 ? 2000 : second % 7 == 3 ? 1100 : 0;
            arrivals.add(arrival(pictures, begin, "left", null, second, second, late));
            if (second >= 7) {
                arrivals.add(arrival(pictures, begin, "right", "u-1", second, second - 7, late / 2));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        Arrival noted = arrivals.get(arrivals.size() / 4); // in the report of before the break, too
        try (var producer = new KafkaProducer<>(
                KafkaDefaults.producer(settings.bind(StageConfig.class), settings),
                new StringSerializer(),
                Topics.FRAMES.values().serializer())) {
            for (Arrival arrival : arrivals) {
                LockSupport.parkUntil(begin.toEpochMilli() + arrival.at());
                Frame frame = arrival.frame();
                var sent = producer.send(
                        new ProducerRecord<>(Topics.FRAMES.name(), LIVE + "/" + frame.getSourceId(), frame));
                assertThat(sent).isNotNull();
                if (arrival == noted) {
                    mark(settings, begin.plusSeconds(3));
                }
            }
        }
    }

    private static Arrival arrival(
            List<byte[]> pictures,
            Instant begin,
            String source,
            @Nullable String user,
            int second,
            long sequence,
            long late) {
        int at = second < BREAK_BEFORE ? second : second + BREAK_SECONDS;
        Frame frame = new Frame(
                LIVE,
                source,
                user,
                sequence,
                begin.plusSeconds(at),
                ImageEncoding.JPEG,
                ByteBuffer.wrap(pictures.get(second)),
                "",
                null);
        return new Arrival(at * 1000L + late, frame);
    }

    private static void mark(Settings settings, Instant at) {
        try (var producer = new KafkaProducer<>(
                KafkaDefaults.producer(settings.bind(StageConfig.class), settings),
                new StringSerializer(),
                Topics.LECTURE_EVENTS.values().serializer())) {
            LectureEvent slide = new LectureEvent(LIVE, at, LectureEventKind.MARK, "slide 1");
            assertThat(producer.send(new ProducerRecord<>(Topics.LECTURE_EVENTS.name(), LIVE, slide)))
                    .isNotNull();
        }
    }

    private static void succeeds(CommandRunner.Outcome outcome) {
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    /** One of before the break and one of the end. */
    private static void awaitReports(Settings settings, String lecture) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> outputs(settings, lecture)
                                .getOrDefault(Topics.LECTURE_REPORTS.name() + " ", List.of())
                                .size()
                        >= 2);
    }

    /** What a lecture has come to: by topic and key without the lecture, in the order of each key. */
    private static Map<String, List<String>> outputs(Settings settings, String lecture) {
        Map<String, List<String>> outputs = new TreeMap<>();
        read(settings, Topics.EMOTIONS, lecture, outputs);
        read(settings, Topics.MOODS, lecture, outputs);
        read(settings, Topics.ATTENTION, lecture, outputs);
        read(settings, Topics.LECTURE_REPORTS, lecture, outputs);
        return outputs;
    }

    private static <V extends SpecificRecordBase> void read(
            Settings settings, Topic<String, V> topic, String lecture, Map<String, List<String>> outputs) {
        try (TopicReader reader = TopicReader.open(settings.bind(StageConfig.class), settings, List.of(topic), true)) {
            reader.readToEnd(record -> {
                String key = new String(record.key(), StandardCharsets.UTF_8);
                V value = topic.values().deserializer().deserialize(topic.name(), record.value());
                boolean open = value instanceof LectureMood mood && !mood.getIsFinal();
                if (!open && (key.equals(lecture) || key.startsWith(lecture + "/"))) {
                    outputs.computeIfAbsent(
                                    topic.name() + " " + key.substring(lecture.length()), any -> new ArrayList<>())
                            .add(withoutVolatile(lecture, value));
                }
            });
        }
    }
}
