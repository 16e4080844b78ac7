package io.moodstream.launcher.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.ingest.publish.FramePublisher;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.publish.SourceIdentity;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.SampleFrames;
import io.moodstream.launcher.StartedStages;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecordBase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays at any speed give what the live lecture gave, record by record, with two instances of each stage, beside each
 * other, with a source that joins and pauses, and with frames that come late and out of order.
 */
class SameAnswerIT {
    private static final String LIVE = "live";
    private static final int SECONDS = 12;

    /** Second of the sample class at which the angry and the sad scenes begin. */
    private static final int SCENE = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void aReplayGivesTheSameResultsAtAnySpeed() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            Settings settings = new Settings(Map.of(
                    "STAGE_BOOTSTRAP", broker.bootstrap(),
                    "STAGE_THREADS", "1",
                    "RECOMMENDER_WINDOW", "5s",
                    "RECOMMENDER_SILENCE", "5s",
                    "RECOMMENDER_LECTURE_END", "8s",
                    "RECOMMENDER_NEGATIVE_FOR", "4s"));
            StageRunner.createTopics(settings);
            CommandRunner moodstream = CommandRunner.at(broker);
            try (StartedStages stages = StartedStages.start(instance(settings, "one"), instance(settings, "two"))) {
                assertThat(stages.stages()).hasSize(6);
                playLive(settings);
                Map<String, List<String>> live = outputs(settings, LIVE);
                assertThat(live.keySet())
                        .anyMatch(key -> key.startsWith("emotions "))
                        .anyMatch(key -> key.startsWith("moods "))
                        .anyMatch(key -> key.startsWith("attention "))
                        .anyMatch(key -> key.startsWith("lecture-reports "));
                Path recording = folder.resolve("live.moodrec");
                succeeds(moodstream.run(
                        "record", "--lecture", LIVE, "--out", recording, "--from", "2000-01-01T00:00:00Z"));

                List<String> speeds = List.of("10", "max");
                List<CompletableFuture<CommandRunner.Outcome>> replays = speeds.stream()
                        .map(speed -> CompletableFuture.supplyAsync(
                                () -> moodstream.run("replay", recording, "--as", "at-" + speed, "--speed", speed),
                                task -> new Thread(task, "replay-at-" + speed).start()))
                        .toList();
                replays.forEach(replay -> succeeds(replay.join()));
                for (String speed : speeds) {
                    assertThat(outputs(settings, "at-" + speed))
                            .as("speed " + speed)
                            .isEqualTo(live);
                }
            }
        }
    }

    private Settings instance(Settings settings, String name) {
        return settings.with("STAGE_STATE_DIR", folder.resolve(name).toString());
    }

    /** Two cameras on the class. The right one comes later and pauses; frames of the left one are late. */
    private static void playLive(Settings settings) throws IOException, InterruptedException {
        List<byte[]> pictures = SampleFrames.eachSecond(SCENE, SECONDS);
        var producer = FramePublisher.producer(settings.bind(StageConfig.class), settings);
        try (producer;
                SourceRuns runs = SourceRuns.start(producer)) {
            FramePublisher left = publisher(producer, runs, "left", Optional.empty());
            FramePublisher right = publisher(producer, runs, "right", Optional.of("u-1"));
            Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            for (int second = 0; second < SECONDS; second++) {
                LockSupport.parkUntil(begin.plusSeconds(second).toEpochMilli());
                if (second % 5 != 3) {
                    left.publish(frame(left, pictures, begin, second, second));
                }
                if (second % 5 == 4) {
                    left.publish(frame(left, pictures, begin, second - 1, second - 1)); // a second late
                }
                if (second == 7) {
                    right.run().pause(begin.plusSeconds(second));
                } else if (second >= 4 && second != 8) {
                    right.publish(frame(right, pictures, begin, second, second - 4));
                }
            }
            left.run().end(begin.plusSeconds(SECONDS));
            right.run().end(begin.plusSeconds(SECONDS));
        }
    }

    private static FramePublisher publisher(
            org.apache.kafka.clients.producer.Producer<byte[], byte[]> producer,
            SourceRuns runs,
            String source,
            Optional<String> user) {
        return new FramePublisher(
                producer,
                new SourceIdentity(LIVE, source, user),
                runs.add(LIVE, source, user.orElse(null)),
                64,
                PublishListener.NONE,
                cause -> {});
    }

    private static Frame frame(
            FramePublisher publisher, List<byte[]> pictures, Instant begin, int second, long sequence) {
        String source = publisher.key().substring(LIVE.length() + 1);
        return Frame.newBuilder()
                .setLectureId(LIVE)
                .setSourceId(source)
                .setUserId(source.equals("right") ? "u-1" : null)
                .setSequence(sequence)
                .setCapturedAt(begin.plusSeconds(second))
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(pictures.get(second)))
                .build();
    }

    private static void succeeds(CommandRunner.Outcome outcome) {
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    /**
     * Waits for a lecture's report and returns what it has come to: by topic and key without the lecture, in the order of
     * each key, without the ids of lecture and run.
     */
    private static Map<String, List<String>> outputs(Settings settings, String lecture) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> !read(settings, Topics.LECTURE_REPORTS, lecture).isEmpty());
        Map<String, List<String>> outputs = new TreeMap<>();
        outputs.putAll(read(settings, Topics.EMOTIONS, lecture));
        outputs.putAll(read(settings, Topics.MOODS, lecture));
        outputs.putAll(read(settings, Topics.ATTENTION, lecture));
        outputs.putAll(read(settings, Topics.LECTURE_REPORTS, lecture));
        return outputs;
    }

    private static <V extends SpecificRecordBase> Map<String, List<String>> read(
            Settings settings, Topic<String, V> topic, String lecture) {
        Map<String, List<String>> outputs = new TreeMap<>();
        try (TopicReader reader = TopicReader.open(settings.bind(StageConfig.class), settings, List.of(topic), true)) {
            reader.readToEnd(record -> {
                String key = TopicReader.key(record);
                V value = TopicReader.value(topic, record);
                if (counts(value) && (key.equals(lecture) || key.startsWith(lecture + "/"))) {
                    outputs.computeIfAbsent(
                                    topic.name() + " " + key.substring(lecture.length()), any -> new ArrayList<>())
                            .add(withoutIds(value));
                }
            });
        }
        return outputs;
    }

    /** Returns whether a record must be the same in a replay: no mood of a window that is open, and no probe. */
    private static boolean counts(SpecificRecordBase value) {
        boolean open = value instanceof LectureMood mood && !mood.getIsFinal();
        boolean probe = value instanceof FaceEmotions emotions && emotions.getSignal() == SourceSignal.PROBE;
        return !open && !probe;
    }

    private static String withoutIds(SpecificRecordBase value) {
        return value.toString().replaceAll("\"(lectureId|run)\": \"[^\"]*\"", "\"$1\": \"any\"");
    }
}
