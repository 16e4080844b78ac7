package io.moodstream.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.SourceSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingSummaryTest {
    @TempDir
    private Path folder;

    private final List<SpecificRecordBase> records = new ArrayList<>();

    @Test
    void sourcesAreCountedWithTheirSpanAndSpacing() throws Exception {
        records.add(Recorded.header("math"));
        records.addAll(Recorded.frames("math", "anna", 11));
        records.addAll(Recorded.frames("math", "ben", 3));
        records.add(Recorded.event("math", 2000, LectureEventKind.MARK, "slide 2"));
        records.add(Recorded.header("math", "anna", "ben"));

        RecordingSummary summary = summary();

        assertThat(summary.header())
                .hasValueSatisfying(header -> assertThat(header.getSources()).containsExactly("anna", "ben"));
        assertThat(summary.frames()).isEqualTo(14);
        assertThat(summary.lectures()).containsExactly("math");
        assertThat(summary.events()).hasSize(1);
        assertThat(summary.first()).contains(Recorded.START);
        assertThat(summary.last()).contains(Recorded.START.plusSeconds(10));
        assertThat(summary.gaps()).isEmpty();
        assertThat(summary.damages()).isEmpty();
        assertThat(summary.sources().get("math/anna"))
                .returns(11L, SourceSummary::records)
                .returns(1.0, SourceSummary::rate)
                .returns(Duration.ofSeconds(1), SourceSummary::spacing)
                .returns(0L, SourceSummary::missing)
                .returns(22_000L, SourceSummary::imageBytes);
    }

    @Test
    void missingNumbersAndSilencesAreGaps() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 10));
        records.add(Recorded.frame("math", "anna", 14, 14_000));
        records.add(Recorded.frame("math", "anna", 15, 15_000));
        records.add(Recorded.frame("math", "anna", 16, 30_000));

        RecordingSummary summary = summary();

        assertThat(missing(summary)).isEqualTo(4);
        assertThat(summary.gaps())
                .containsExactly(
                        new SequenceGap("anna", Recorded.START.plusSeconds(9), Duration.ofSeconds(5), 4),
                        new SequenceGap("anna", Recorded.START.plusSeconds(15), Duration.ofSeconds(15), 0));
    }

    @Test
    void duplicatesAndFramesOutOfOrderAreCounted() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 5));
        records.add(Recorded.frame("math", "anna", 7, 7000));
        records.add(Recorded.frame("math", "anna", 6, 6000));
        records.add(Recorded.frame("math", "anna", 5, 5000));
        records.add(Recorded.frame("math", "anna", 7, 7000));

        RecordingSummary summary = summary();

        assertThat(summary.duplicates()).isEqualTo(1);
        assertThat(summary.outOfOrder()).isEqualTo(2);
        assertThat(missing(summary)).isZero();
        assertThat(summary.gaps()).isEmpty();
    }

    @Test
    void aRestartedSourceHasNoDuplicates() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 10));
        for (int i = 0; i < 10; i++) {
            records.add(Recorded.frame("math", "anna", i, 10_000 + 1000L * i));
        }

        assertThat(summary().sources().get("math/anna"))
                .returns(20L, SourceSummary::records)
                .returns(0L, SourceSummary::duplicates)
                .returns(0L, SourceSummary::missing);
    }

    @Test
    void aSourceWhoseRunsHaveIdentitiesHasNeitherDuplicatesNorMissingNumbers() throws Exception {
        for (int i = 0; i < 6; i++) {
            records.add(Recorded.frame("math", "anna", "first", i, 1000L * i));
        }
        for (int i = 3; i < 9; i++) {
            records.add(Recorded.frame("math", "anna", "second", i, 6000L + 1000L * (i - 3)));
        }
        records.add(Recorded.frame("math", "anna", "second", 8, 11_000));

        RecordingSummary summary = summary();

        assertThat(summary.gaps()).isEmpty();
        assertThat(summary.sources().get("math/anna"))
                .returns(13L, SourceSummary::records)
                .returns(1L, SourceSummary::duplicates)
                .returns(0L, SourceSummary::missing)
                .returns(8L, SourceSummary::lastSequence)
                .returns(2, SourceSummary::runs);
    }

    @Test
    void signalsAreNoFrames() throws Exception {
        records.add(Recorded.signal("math", "anna", "", -5000, SourceSignal.BEGIN));
        records.addAll(Recorded.frames("math", "anna", 5));
        records.add(Recorded.signal("math", "anna", "", 9000, SourceSignal.END));
        records.add(Recorded.signal("math", "ben", "", 9000, SourceSignal.BEGIN));

        RecordingSummary summary = summary();

        assertThat(summary.frames()).isEqualTo(5);
        assertThat(summary.signals()).isEqualTo(3);
        assertThat(summary.first()).contains(Recorded.START);
        assertThat(summary.last()).contains(Recorded.START.plusSeconds(4));
        assertThat(summary.gaps()).isEmpty();
        assertThat(summary.sources()).containsOnlyKeys("math/anna");
        assertThat(summary.sources().get("math/anna"))
                .returns(5L, SourceSummary::records)
                .returns(0L, SourceSummary::duplicates)
                .returns(2L, SourceSummary::signals);
    }

    @Test
    void twoLecturesInOneFileAreBothReported() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 2));
        records.addAll(Recorded.frames("physics", "anna", 3));

        RecordingSummary summary = summary();

        assertThat(summary.lectures()).containsExactly("math", "physics");
        assertThat(summary.sources()).containsOnlyKeys("math/anna", "physics/anna");
    }

    private static long missing(RecordingSummary summary) {
        return summary.sources().values().stream()
                .mapToLong(SourceSummary::missing)
                .sum();
    }

    private RecordingSummary summary() throws Exception {
        return RecordingSummary.of(Recorded.write(folder.resolve("a.moodrec"), records));
    }
}
