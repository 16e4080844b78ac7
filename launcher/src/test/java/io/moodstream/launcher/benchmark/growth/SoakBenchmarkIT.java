package io.moodstream.launcher.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.CommandRunner.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A soak of seconds: too short to judge, long enough for lectures to begin and end. */
@Tag("nightly")
class SoakBenchmarkIT {
    @TempDir
    private Path folder;

    @Test
    void lecturesComeAndGoAndEveryMeasureIsTaken() throws Exception {
        Path json = folder.resolve("soak.jsonl");
        Path plot = folder.resolve("soak.svg");
        // A load of six frames/s is held anywhere; nothing is judged in a time so short.
        Outcome outcome = CommandRunner.plain()
                .run(
                        "benchmark",
                        "soak",
                        "--minutes",
                        0.5,
                        "--warm-up",
                        0.1,
                        "--lecture",
                        8,
                        "--every",
                        1,
                        "--rate",
                        6,
                        "--set",
                        "CLASSIFIER_MODEL=fast",
                        "--json",
                        json,
                        "--plot",
                        plot);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).containsPattern("[1-9]\\d* lectures ended");
        SoakResult read = SoakFile.read(json);
        assertThat(read.samples()).hasSizeGreaterThan(20);
        assertThat(read.rows()).extracting(SoakRow::measure).containsExactly(SoakMeasure.values());
        assertThat(read.rows())
                .filteredOn(row -> row.measure() == SoakMeasure.STORES || row.measure() == SoakMeasure.CODE)
                .allMatch(row -> row.start() > 1, "a megabyte at least");
        assertThat(Files.readString(plot)).startsWith("<svg ").contains("heap after a collection");
    }
}
