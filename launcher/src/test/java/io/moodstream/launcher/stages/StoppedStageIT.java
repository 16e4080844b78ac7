package io.moodstream.launcher.stages;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.classifier.ClassifierMain;
import io.moodstream.kit.RunningStage;
import io.moodstream.kit.Settings;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.launcher.recordings.LectureOutputs;
import io.moodstream.launcher.recordings.TwoCameras;
import io.moodstream.recommender.RecommenderMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A detector that is stopped with SIGSTOP in the middle of a lecture and continued: for longer than its publishers may be
 * silent, than ends a lecture, and than Kafka waits for an instance. It costs time and nothing else.
 */
@DisabledOnOs(OS.WINDOWS)
@Tag("nightly")
class StoppedStageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOPPED = Duration.ofSeconds(25);

    @TempDir
    private Path folder;

    @Test
    void aStageThatStandsStillChangesNothing() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            Settings settings = new Settings(Map.of(
                    "STAGE_BOOTSTRAP", broker.bootstrap(),
                    "STAGE_THREADS", "1",
                    "STAGE_STATE_DIR", folder.resolve("state").toString(),
                    "RECOMMENDER_WINDOW", "5s",
                    "RECOMMENDER_SILENCE", "5s",
                    "RECOMMENDER_LECTURE_END", "8s",
                    "RECOMMENDER_NEGATIVE_FOR", "4s"));
            StageRunner.createTopics(settings);
            Process detector = CommandRunner.at(broker)
                    .process("detect", "--set", "STAGE_STATE_DIR=" + folder.resolve("detector"))
                    .inheritIO()
                    .start();
            try (RunningStage classifier = RunningStage.start(ClassifierMain.stage(settings));
                    RunningStage recommender = RunningStage.start(RecommenderMain.stage(settings))) {
                assertThat(classifier.awaitRunning(PATIENCE)).isTrue();
                assertThat(recommender.awaitRunning(PATIENCE)).isTrue();
                Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);

                TwoCameras.play(settings, "calm", begin);
                Map<String, List<String>> calm = LectureOutputs.of(settings, "calm");

                CompletableFuture<Void> playing = play(settings, "disturbed", begin);
                TimeUnit.SECONDS.sleep(5);
                signal("STOP", detector);
                TimeUnit.SECONDS.sleep(STOPPED.toSeconds());
                signal("CONT", detector);
                playing.join();

                assertThat(LectureOutputs.of(settings, "disturbed")).isEqualTo(calm);
                assertThat(calm.keySet())
                        .anyMatch(key -> key.startsWith("moods "))
                        .anyMatch(key -> key.startsWith("attention "));
            } finally {
                detector.destroyForcibly().waitFor();
            }
        }
    }

    private static CompletableFuture<Void> play(Settings settings, String lecture, Instant begin) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        TwoCameras.play(settings, lecture, begin);
                    } catch (IOException | InterruptedException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task, "cameras").start());
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
