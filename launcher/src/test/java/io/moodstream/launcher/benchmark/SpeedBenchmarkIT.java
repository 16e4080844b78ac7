package io.moodstream.launcher.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.CommandRunner.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second of webcams and galleries: the pipeline and the plain loop do the same work. */
@Tag("nightly")
class SpeedBenchmarkIT {
    @TempDir
    private Path folder;

    @Test
    void pipelineAndPlainLoopFindTheSameFacesInTheSameFrames() throws Exception {
        Path json = folder.resolve("scores.json");
        Path pictures = folder.resolve("pictures");
        Outcome outcome = CommandRunner.plain()
                .run(
                        "benchmark",
                        "--kinds",
                        "mix",
                        "--models",
                        "fast",
                        "--seconds",
                        1,
                        "--pictures",
                        pictures,
                        "--json",
                        json);

        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        JsonNode scores = new ObjectMapper().readTree(json.toFile());
        JsonNode run = scores.path("runs").path(0);
        JsonNode pipeline = run.path("pipeline");
        JsonNode loop = run.path("loop");
        assertThat(pipeline.path("frames").asLong())
                .isPositive()
                .isEqualTo(loop.path("frames").asLong())
                .isEqualTo(files(pictures.resolve("mix-fast")));
        assertThat(pipeline.path("faces").asLong())
                .isPositive()
                .isEqualTo(loop.path("faces").asLong());
        assertThat(scores.path("pipelineToLoop").path("mix").path("fast").asDouble())
                .isPositive()
                .isCloseTo(
                        pipeline.path("framesPerSecond").asDouble()
                                / loop.path("framesPerSecond").asDouble(),
                        within(1e-9));
        assertThat(pipeline.path("cpuMillisPerFrame").asDouble()).isPositive();
        assertThat(loop.path("cpuMillisPerFrame").asDouble()).isPositive();
        assertThat(run.path("latency").path("p99").asLong())
                .isGreaterThanOrEqualTo(run.path("latency").path("p50").asLong())
                .isPositive();
        assertThat(outcome.out()).doesNotContain("the loop found");
    }

    private static long files(Path folder) throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
