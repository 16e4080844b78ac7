package io.moodstream.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.RecordingHeader;
import io.moodstream.schemas.SourceSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    private static final FaceEmotions EMOTIONS = new FaceEmotions(
            "math",
            "anna",
            null,
            0L,
            Recorded.START,
            "standard-1",
            List.of(),
            "blazeface-1",
            "",
            null,
            Counting.ALL,
            null,
            null,
            false);

    @TempDir
    private Path folder;

    private long recorded;

    @Test
    void theHeaderComesFirstAndEmotionsOnlyNameTheirModels() throws Exception {
        List<SpecificRecordBase> written = record(
                true,
                Optional.empty(),
                Recorded.event("math", -1000, LectureEventKind.MARK, "welcome"),
                EMOTIONS,
                Recorded.frame("math", "anna", 0, 0),
                Recorded.frame("math", "ben", 0, 100));

        assertThat(written.get(0)).isInstanceOfSatisfying(RecordingHeader.class, header -> {
            assertThat(header.getStartedAt()).isEqualTo(Recorded.START);
            assertThat(header.getModels()).containsExactly("standard-1");
            assertThat(header.getDetectors()).containsExactly("blazeface-1");
            assertThat(header.getPictures()).isTrue();
        });
        assertThat(written).filteredOn(LectureEvent.class::isInstance).hasSize(1);
        assertThat(written).filteredOn(Frame.class::isInstance).hasSize(2);
        assertThat(written).noneMatch(FaceEmotions.class::isInstance);
    }

    @Test
    void aTitleIsRecordedWheneverItWasSetAndADeletionNever() throws Exception {
        List<SpecificRecordBase> written = record(
                true,
                Optional.empty(),
                Recorded.event("math", -86_400_000, LectureEventKind.TITLE, "Groups"),
                Recorded.frame("math", "anna", 0, 0),
                Recorded.event("math", 5_000, LectureEventKind.DELETED, ""));

        assertThat(written)
                .filteredOn(LectureEvent.class::isInstance)
                .extracting(event -> ((LectureEvent) event).getText())
                .containsExactly("Groups");
    }

    @Test
    void withoutPicturesThereIsNoFrame() throws Exception {
        List<SpecificRecordBase> written =
                record(false, Optional.empty(), Recorded.frame("math", "anna", 0, 0), EMOTIONS);

        assertThat(written).noneMatch(Frame.class::isInstance).contains(EMOTIONS);
    }

    @Test
    void onlyFramesCapturedWithinTheSpanAreRecorded() throws Exception {
        List<SpecificRecordBase> written = record(
                true,
                Optional.of(Recorded.START.plusSeconds(2)),
                Recorded.frame("math", "anna", 0, 0),
                Recorded.frame("math", "anna", 1, 1999),
                Recorded.frame("math", "anna", 2, 2000));

        assertThat(written).filteredOn(Frame.class::isInstance).hasSize(2);
    }

    @Test
    void signalsOfSourcesAreRecordedInTheirOrderAndProbesAreNot() throws Exception {
        Frame begin = Recorded.signal("math", "anna", "run", -500, SourceSignal.BEGIN);
        Frame frame = Recorded.frame("math", "anna", "run", 0, 0);
        Frame end = Recorded.signal("math", "anna", "run", 1000, SourceSignal.END);

        List<SpecificRecordBase> written = record(
                true,
                Optional.empty(),
                begin,
                frame,
                Recorded.signal("math", "probe-3", "", 0, SourceSignal.PROBE),
                end);

        assertThat(written.get(0)).isInstanceOfSatisfying(RecordingHeader.class, header -> {
            assertThat(header.getStartedAt()).isEqualTo(Recorded.START);
            assertThat(header.getSources()).containsExactly("anna");
        });
        assertThat(written.subList(1, written.size())).isEqualTo(List.of(begin, frame, end));
        assertThat(recorded).isEqualTo(1);
    }

    @Test
    void withoutPicturesTheSignalsAreThoseAmongTheEmotions() throws Exception {
        FaceEmotions begin = FaceEmotions.newBuilder(EMOTIONS)
                .setModel("")
                .setSignal(SourceSignal.BEGIN)
                .build();

        List<SpecificRecordBase> written = record(false, Optional.empty(), begin, EMOTIONS);

        assertThat(written.subList(1, written.size())).isEqualTo(List.of(begin, EMOTIONS));
        assertThat(((RecordingHeader) written.get(0)).getModels()).containsExactly("standard-1");
    }

    @Test
    void signalsAloneAreNothingToRecord() throws Exception {
        List<SpecificRecordBase> written =
                record(true, Optional.empty(), Recorded.signal("math", "anna", "run", 0, SourceSignal.BEGIN));

        assertThat(written).isEmpty();
        assertThat(recorded).isZero();
    }

    private List<SpecificRecordBase> record(boolean pictures, Optional<Instant> to, SpecificRecordBase... records)
            throws Exception {
        Path file = folder.resolve("a.moodrec");
        try (RecordingWriter writer = RecordingWriter.create(file, true, pictures)) {
            Recorder recorder = new Recorder(
                    writer,
                    new RecordingPlan("math", pictures, new Span(Optional.empty(), to), Duration.ofMinutes(1), "1.0"));
            for (SpecificRecordBase record : records) {
                recorder.take(record);
            }
            recorded = recorder.records();
        }
        return Files.exists(file) ? Recorded.read(file) : List.of();
    }
}
