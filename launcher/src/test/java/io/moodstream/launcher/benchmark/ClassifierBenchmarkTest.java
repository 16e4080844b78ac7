package io.moodstream.launcher.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClassifierBenchmarkTest {
    @TempDir
    Path folder;

    @Test
    void onASimulatedGpuFixedSizesNeverWaitForASearch() throws Exception {
        Path json = folder.resolve("rates.json");
        StringWriter out = new StringWriter();
        int code = new CommandLine(new ClassifierBenchmarkCommand())
                .setOut(new PrintWriter(out))
                .execute(
                        "--simulated",
                        "--faces",
                        "32",
                        "--threads",
                        "1",
                        "--millis",
                        "100",
                        "--json",
                        json.toString(),
                        "--set",
                        "CLASSIFIER_PROVIDER=cpu");
        assertThat(code).isZero();
        assertThat(out.toString()).contains("on a simulated GPU", "1 to 25, unshared");
        JsonNode rates = new ObjectMapper().readTree(json.toFile()).get("rates");
        assertThat(rates)
                .extracting(rate -> rate.get("faces").asText())
                .containsExactly("32", "1 to 25", "1 to 25, unshared");
        double fixed = rates.get(1).get("perSecond").asDouble();
        double changing = rates.get(2).get("perSecond").asDouble();
        assertThat(fixed).isGreaterThan(10 * changing);
        assertThat(rates.get(2).get("slowestMillis").asDouble()).isGreaterThan(300);
    }
}
