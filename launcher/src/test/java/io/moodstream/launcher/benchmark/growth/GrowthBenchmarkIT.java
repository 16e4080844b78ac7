package io.moodstream.launcher.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.CommandRunner.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest measurement: what it says depends on the machine, but every frame is answered. */
@Tag("nightly")
class GrowthBenchmarkIT {
    @TempDir
    private Path folder;

    @Test
    void eachLineIsMeasuredInAProcessOfItsOwn() throws Exception {
        Path json = folder.resolve("growth.json");

        Outcome outcome = CommandRunner.plain()
                .run(
                        "benchmark",
                        "growth",
                        "--axes",
                        "lectures,instances",
                        "--most",
                        10,
                        "--frames",
                        40,
                        "--rate",
                        20,
                        "--json",
                        json);

        assertThat(outcome.err()).isEmpty();
        JsonNode rows = new ObjectMapper().readTree(json.toFile());
        assertThat(rows).hasSize(4).allSatisfy(row -> {
            assertThat(row.path("frames").asLong()).isEqualTo(40);
            assertThat(row.path("cpuMillisPerFrame").asDouble()).isPositive();
            assertThat(row.path("heapMb").asDouble()).isPositive();
            assertThat(row.path("stateMb").asDouble()).isPositive();
        });
        assertThat(outcome.out()).contains("lectures  sources  partitions  instances");
    }
}
