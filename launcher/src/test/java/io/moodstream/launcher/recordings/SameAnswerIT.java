package io.moodstream.launcher.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.kit.Settings;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.StartedStages;
import io.moodstream.launcher.cli.StageRunner;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays at any speed give what the live lecture gave, record by record, with two instances of each stage, beside each
 * other, with a source that joins and pauses, and with frames that come late and out of order.
 */
class SameAnswerIT {
    private static final String LIVE = "live";

    @TempDir
    private Path folder;

    @Test
    @Tag("nightly")
    void aReplayGivesTheSameResultsAtAnySpeed() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            Settings settings = new Settings(Map.of(
                    "STAGE_BOOTSTRAP", broker.bootstrap(),
                    "STAGE_THREADS", "1",
                    "DETECTOR_FULL_FRAME_EVERY", "3",
                    "RECOMMENDER_WINDOW", "5s",
                    "RECOMMENDER_SILENCE", "5s",
                    "RECOMMENDER_LECTURE_END", "8s",
                    "RECOMMENDER_NEGATIVE_FOR", "4s"));
            StageRunner.createTopics(settings);
            CommandRunner moodstream = CommandRunner.at(broker);
            try (StartedStages stages = StartedStages.start(instance(settings, "one"), instance(settings, "two"))) {
                assertThat(stages.stages()).hasSize(6);
                TwoCameras.play(settings, LIVE, Instant.now().truncatedTo(ChronoUnit.SECONDS));
                Map<String, List<String>> live = LectureOutputs.of(settings, LIVE);
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
                    assertThat(LectureOutputs.of(settings, "at-" + speed))
                            .as("speed " + speed)
                            .isEqualTo(live);
                }
            }
        }
    }

    private Settings instance(Settings settings, String name) {
        return settings.with("STAGE_STATE_DIR", folder.resolve(name).toString());
    }

    private static void succeeds(CommandRunner.Outcome outcome) {
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }
}
