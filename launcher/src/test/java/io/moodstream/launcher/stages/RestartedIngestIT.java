package io.moodstream.launcher.stages;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.classifier.ClassifierMain;
import io.moodstream.detector.DetectorMain;
import io.moodstream.kit.RunningStage;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.SampleFrames;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An ingest that is killed with SIGKILL in the middle of a file and of a camera, and started again: every picture of
 * the file has one result, and the camera repeats no number.
 */
class RestartedIngestIT {
    private static final int PICTURES = 80;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private final List<Frame> frames = new ArrayList<>();
    private final List<FaceEmotions> emotions = new ArrayList<>();
    private final Map<String, SourceStatus> statuses = new HashMap<>();

    @Test
    void aKilledIngestGoesOnAndNothingIsMissingOrCountedTwice() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("class"));
        SampleFrames.write(pictures, PICTURES);
        Path log = folder.resolve("ingest.log");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
                MjpegCamera camera = MjpegCamera.start(SampleFrames.eachSecond(0, 10))) {
            Settings settings = new Settings(Map.of(
                    "STAGE_BOOTSTRAP",
                    broker.bootstrap(),
                    "STAGE_THREADS",
                    "1",
                    "DETECTOR_MODEL",
                    "mediapipe-short",
                    "CLASSIFIER_MODEL",
                    "fast",
                    "STAGE_STATE_DIR",
                    folder.resolve("state").toString()));
            StageConfig stage = settings.bind(StageConfig.class);
            StageRunner.createTopics(settings);
            try (RunningStage detector = RunningStage.start(DetectorMain.stage(settings));
                    RunningStage classifier = RunningStage.start(ClassifierMain.stage(settings));
                    TopicReader reader = TopicReader.open(
                            stage, settings, List.of(Topics.FRAMES, Topics.EMOTIONS, Topics.SOURCES), true)) {
                assertThat(detector.awaitRunning(PATIENCE)).isTrue();
                assertThat(classifier.awaitRunning(PATIENCE)).isTrue();

                // When ingest is killed in the middle of the file
                Process killed = ingest(broker, pictures, camera, log);
                try {
                    await(reader, () -> pictures("class") >= 20 && pictures("hall") >= 10);
                } finally {
                    killed.destroyForcibly().waitFor();
                }
                assertThat(statuses.values()).noneMatch(status -> status.getSignal() == SourceSignal.END);

                // and started again until the file has ended and the camera has sent, and then stopped
                Process restarted = ingest(broker, pictures, camera, log);
                try {
                    await(reader, () -> hasPublishedEnd("class") && runs("hall").size() == 2);
                    restarted.destroy();
                    assertThat(restarted.waitFor()).isZero();
                } finally {
                    restarted.destroyForcibly();
                }
                await(reader, () -> hasResultOfEnd("class") && hasResultOfEnd("hall"));
                reader.readToEnd(this::keep);
            }
        }

        // Then
        assertThat(log)
                .content()
                .containsSubsequence(Collections.nCopies(2, "Publishing lecture restart: class, hall"));
        assertThat(runs("class")).hasSize(1);
        assertThat(results("class"))
                .extracting(FrameKey::sequence)
                .containsExactlyElementsOf(LongStream.range(0, PICTURES).boxed().toList());
        assertThat(results("hall"))
                .as("a restarted camera is another run, so no number comes twice and none is missing")
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(published("hall"));
        assertThat(lastStatus("class"))
                .returns(SourceSignal.END, SourceStatus::getSignal)
                .returns((long) PICTURES, SourceStatus::getAcknowledged)
                .returns((long) PICTURES, SourceStatus::getNextSequence);
        System.out.printf("%d frames of the file were sent twice and counted once%n", pictures("class") - PICTURES);
    }

    private static Process ingest(EmbeddedBroker broker, Path pictures, MjpegCamera camera, Path log)
            throws IOException {
        ProcessBuilder process = CommandRunner.at(broker)
                .process(
                        "ingest",
                        "--lecture",
                        "restart",
                        "--fps",
                        "10",
                        "--source",
                        "class=" + pictures,
                        "--source",
                        "hall=" + camera.address())
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.appendTo(log.toFile()));
        process.environment().put("JDK_JAVA_OPTIONS", "-Dlogback.configurationFile=logback.xml");
        return process.start();
    }

    private void await(TopicReader reader, BooleanSupplier condition) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            reader.poll(Duration.ofMillis(50)).forEach(this::keep);
            return condition.getAsBoolean();
        });
    }

    private void keep(ConsumerRecord<byte[], byte[]> record) {
        Object value = TopicReader.value(record);
        if (value instanceof Frame frame) {
            frames.add(frame);
        } else if (value instanceof FaceEmotions result) {
            emotions.add(result);
        } else if (value instanceof SourceStatus status) {
            statuses.put(TopicReader.key(record), status);
        }
    }

    private long pictures(String source) {
        return frames.stream()
                .filter(frame -> frame.getSourceId().equals(source) && frame.getSignal() == null)
                .count();
    }

    /** Returns the distinct pictures of a source. */
    private Set<FrameKey> published(String source) {
        return frames.stream()
                .filter(frame -> frame.getSourceId().equals(source) && frame.getSignal() == null)
                .map(FrameKey::of)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Returns the pictures of a source that have a result, in its order. */
    private List<FrameKey> results(String source) {
        return emotions.stream()
                .filter(result -> result.getSourceId().equals(source) && result.getSignal() == null)
                .map(FrameKey::of)
                .toList();
    }

    private Set<String> runs(String source) {
        return published(source).stream().map(FrameKey::run).collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean hasPublishedEnd(String source) {
        return frames.stream()
                .anyMatch(frame -> frame.getSourceId().equals(source) && frame.getSignal() == SourceSignal.END);
    }

    /** Returns whether a source's END has come out of the classifier, and with it everything before. */
    private boolean hasResultOfEnd(String source) {
        return emotions.stream()
                .anyMatch(result -> result.getSourceId().equals(source) && result.getSignal() == SourceSignal.END);
    }

    private SourceStatus lastStatus(String source) {
        String run = runs(source).iterator().next();
        return Objects.requireNonNull(statuses.get(Keys.run("restart", source, run)));
    }
}
