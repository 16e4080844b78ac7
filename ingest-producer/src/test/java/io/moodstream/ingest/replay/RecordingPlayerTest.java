package io.moodstream.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.moodstream.ingest.publish.FakeTiming;
import io.moodstream.recordings.Recorded;
import io.moodstream.recordings.Span;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingPlayerTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final FakeTiming timing = new FakeTiming(NOW);
    private final List<SpecificRecordBase> records = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private final List<LectureEvent> events = new ArrayList<>();

    @Test
    void framesComeAsTheyWereInTheirOwnSpacing() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 3));

        play(plan -> plan);

        assertThat(frames).isEqualTo(records);
        assertThat(timing.jumps).containsExactly(NOW.plusSeconds(1), NOW.plusSeconds(2));
    }

    @Test
    void twiceAsFastTakesHalfTheTime() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 3));

        play(plan -> plan.at(ReplaySpeed.of("2")));

        assertThat(timing.jumps).containsExactly(NOW.plusMillis(500), NOW.plusMillis(1000));
    }

    @Test
    void atMaxNothingWaits() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 3));

        play(plan -> plan.at(ReplaySpeed.MAX));

        assertThat(frames).hasSize(3);
        assertThat(timing.jumps).isEmpty();
    }

    @Test
    void whatCameLateOrTwiceComesLateAndTwiceAgain() throws Exception {
        records.add(Recorded.frame("math", "anna", 0, 0));
        records.add(Recorded.frame("math", "anna", 2, 2000));
        records.add(Recorded.frame("math", "anna", 1, 1000));
        records.add(Recorded.frame("math", "anna", 2, 2000));

        play(plan -> plan);

        assertThat(frames).isEqualTo(records);
        assertThat(timing.jumps).containsExactly(NOW.plusSeconds(2));
    }

    @Test
    void marksComeInTheirPlaceAndTheEndIsLeftToTheCaller() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 2));
        records.add(1, Recorded.event("math", 500, LectureEventKind.MARK, "slide 2"));
        records.add(Recorded.event("math", 1500, LectureEventKind.END, ""));

        RecordingPlayer player = play(plan -> plan.as("again").times(2));

        assertThat(events)
                .extracting(LectureEvent::getLectureId, LectureEvent::getText, LectureEvent::getAt)
                .containsExactly(
                        tuple("again", "slide 2", Recorded.START.plusMillis(500)),
                        tuple("again", "slide 2", Recorded.START.plusMillis(2500)));
        assertThat(player.end()).contains(Recorded.START.plusMillis(3500));
        assertThat(frames).hasSize(4);
    }

    @Test
    void otherLecturesOfTheFileAreLeftOut() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 2));
        records.addAll(Recorded.frames("physics", "ben", 2));
        Path file = Recorded.write(folder.resolve("a.moodrec"), records);

        play(ReplayPlan.of(file, Optional.of("physics"), Span.ALL));

        assertThat(frames).extracting(Frame::getSourceId).containsExactly("ben", "ben");
    }

    @Test
    void aPartIsPlayedAsIfThereWereNothingElse() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 10));
        records.add(Recorded.event("math", 2500, LectureEventKind.MARK, "in it"));
        records.add(Recorded.event("math", 4000, LectureEventKind.MARK, "after it"));
        Path file = Recorded.write(folder.resolve("a.moodrec"), records);
        Span part = new Span(Optional.of(Recorded.START.plusSeconds(2)), Optional.of(Recorded.START.plusSeconds(4)));

        play(ReplayPlan.of(file, Optional.empty(), part).times(2));

        assertThat(frames).extracting(Frame::getSequence).containsExactly(2L, 3L, 6L, 7L);
        assertThat(events).extracting(LectureEvent::getText).containsExactly("in it", "in it");
        assertThat(timing.jumps).containsExactly(NOW.plusSeconds(1), NOW.plusSeconds(2), NOW.plusSeconds(3));
    }

    private RecordingPlayer play(UnaryOperator<ReplayPlan> wanted) throws Exception {
        Path file = Recorded.write(folder.resolve("a.moodrec"), records);
        return play(wanted.apply(ReplayPlan.of(file, Optional.empty(), Span.ALL)));
    }

    private RecordingPlayer play(ReplayPlan plan) throws Exception {
        ReplaySink sink = new ReplaySink() {
            @Override
            public boolean frame(Frame frame) {
                frames.add(frame);
                return true;
            }

            @Override
            public void event(LectureEvent event) {
                events.add(event);
            }
        };
        RecordingPlayer player = new RecordingPlayer(plan, timing, sink, NOW);
        player.play();
        return player;
    }
}
