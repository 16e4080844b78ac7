package io.moodstream.launcher.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.CommandRunner.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few browsers for a few seconds: everything is answered, and all live pages end up the same. */
@Tag("nightly")
class WebBenchmarkIT {
    @TempDir
    private Path folder;

    @Test
    void everyFrameIsAnsweredAndEveryPageShowsTheSame() throws Exception {
        Path json = folder.resolve("scores.json");
        Outcome outcome = CommandRunner.plain()
                .run(
                        "benchmark",
                        "web",
                        "--cameras",
                        3,
                        "--fps",
                        1,
                        "--listeners",
                        10,
                        "--seconds",
                        8,
                        "--warm-up",
                        2,
                        "--json",
                        json);

        assertThat(outcome.code()).as(outcome.out()).isZero();
        JsonNode scores = new ObjectMapper().readTree(json.toFile());
        JsonNode frames = scores.path("frames");
        assertThat(frames.path("answered").asLong())
                .isPositive()
                .isEqualTo(frames.path("accepted").asLong());
        assertThat(scores.path("events").path("min").asLong()).isPositive();
        assertThat(scores.path("errors")).isEmpty();
        assertThat(outcome.out()).contains("from a frame to its emotions: p50 ").contains("no errors");
    }
}
