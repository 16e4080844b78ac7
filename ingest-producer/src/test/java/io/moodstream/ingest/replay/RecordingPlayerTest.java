package io.moodstream.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.moodstream.ingest.publish.FakeTiming;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.recordings.Recorded;
import io.moodstream.recordings.Span;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingPlayerTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final FakeTiming timing = new FakeTiming(NOW);
    private final List<SpecificRecordBase> records = new ArrayList<>();
    private final List<Frame> all = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private final List<LectureEvent> events = new ArrayList<>();

    @Test
    void framesComeAsTheyWereInTheirOwnSpacing() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 3));

        play(plan -> plan);

        assertThat(withoutRun(frames)).isEqualTo(records);
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
    void whatCameLateComesLateAgainAndWhatCameTwiceComesOnce() throws Exception {
        records.add(Recorded.frame("math", "anna", 0, 0));
        records.add(Recorded.frame("math", "anna", 2, 2000));
        records.add(Recorded.frame("math", "anna", 1, 1000));
        records.add(Recorded.frame("math", "anna", 2, 2000));

        play(plan -> plan);

        assertThat(frames).extracting(Frame::getSequence).containsExactly(0L, 2L, 1L);
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
    void withoutRecordedSignalsASourceBeginsWithItsFirstFrameAndEndsAfterItsLastOne() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 2));
        records.add(Recorded.frame("math", "ben", 0, 1500));
        records.add(Recorded.frame("math", "ben", 1, 3500));

        play(plan -> plan);

        assertThat(sent("anna")).containsExactly("BEGIN at 0.0", "0 at 0.0", "1 at 1.0", "END at 2.0");
        assertThat(sent("ben")).containsExactly("BEGIN at 1.5", "0 at 1.5", "1 at 3.5", "END at 5.5");
        assertThat(all.get(3)).as("in its place").returns(SourceSignal.END, Frame::getSignal);
    }

    @Test
    void recordedSignalsComeInTheirPlaceWithShiftedTimes() throws Exception {
        records.add(Recorded.signal("math", "anna", "live", -500, SourceSignal.BEGIN));
        records.add(Recorded.frame("math", "anna", "live", 0, 0));
        records.add(Recorded.signal("math", "anna", "live", 700, SourceSignal.PAUSE));
        records.add(Recorded.signal("math", "anna", "live", 30_000, SourceSignal.RESUME));
        records.add(Recorded.frame("math", "anna", "live", 1, 31_000));
        records.add(Recorded.signal("math", "anna", "live", 31_500, SourceSignal.END));

        play(plan -> plan.as("again").startingAt(Recorded.START.plusSeconds(100)));

        assertThat(sent("anna"))
                .containsExactly(
                        "BEGIN at 99.5",
                        "0 at 100.0",
                        "PAUSE at 100.7",
                        "RESUME at 130.0",
                        "1 at 131.0",
                        "END at 131.5");
        assertThat(all).extracting(Frame::getLectureId).containsOnly("again");
        assertThat(all).extracting(Frame::getRun).containsOnly(runs().get(0)).doesNotContain("live");
    }

    @Test
    void aSourceThatBeganAndSentNothingIsNotPlayed() throws Exception {
        records.add(Recorded.signal("math", "ben", "live", 0, SourceSignal.BEGIN));
        records.addAll(Recorded.frames("math", "anna", 2));

        play(plan -> plan);

        assertThat(all).extracting(Frame::getSourceId).containsOnly("anna");
    }

    @Test
    void roundsOfALoopAreOneRunThatPausesInBetween() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 2));
        records.add(Recorded.signal("math", "anna", "", 1500, SourceSignal.END));

        play(plan -> plan.times(2));

        assertThat(sent("anna"))
                .containsExactly(
                        "BEGIN at 0.0",
                        "0 at 0.0",
                        "1 at 1.0",
                        "PAUSE at 1.5",
                        "RESUME at 2.0",
                        "2 at 2.0",
                        "3 at 3.0",
                        "END at 3.5");
        assertThat(runs()).hasSize(1);
    }

    @Test
    void everyReplayIsARunOfItsOwn() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 2));
        Path file = Recorded.write(folder.resolve("a.moodrec"), records);
        ReplayPlan plan = ReplayPlan.of(file, Optional.empty(), Span.ALL);

        play(plan);
        play(plan);

        assertThat(runs()).hasSize(2).doesNotContain("");
    }

    @Test
    void noTwoFramesOfASourceThatWasStartedAgainHaveTheSameRunAndNumber() throws Exception {
        for (String run : List.of("first", "second")) {
            int second = run.equals("first") ? 0 : 10;
            records.add(Recorded.signal("math", "anna", run, 1000 * second, SourceSignal.BEGIN));
            records.add(Recorded.frame("math", "anna", run, 0, 1000 * second));
            records.add(Recorded.frame("math", "anna", run, 1, 1000 * second + 1000));
        }
        records.addAll(Recorded.frames("math", "ben", 10)); // a file of before there were runs
        records.add(Recorded.frame("math", "ben", 0, 20_000));
        records.add(Recorded.frame("math", "ben", 1, 21_000));

        play(plan -> plan.times(2));

        assertThat(frames).hasSize(32);
        assertThat(frames)
                .extracting(frame -> frame.getSourceId() + frame.getRun() + "/" + frame.getSequence())
                .doesNotHaveDuplicates();
        assertThat(runs()).hasSize(2);
    }

    @Test
    void aReplayThatIsStoppedEndsItsSources() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 10));
        Path file = Recorded.write(folder.resolve("a.moodrec"), records);

        play(
                ReplayPlan.of(file, Optional.empty(), Span.ALL),
                capturedAt -> capturedAt.isBefore(Recorded.START.plusSeconds(2)));

        assertThat(sent("anna")).containsExactly("BEGIN at 0.0", "0 at 0.0", "1 at 1.0", "END at 2.0");
    }

    @Test
    void copiesEndEachOnTheirOwn() throws Exception {
        records.addAll(Recorded.frames("math", "anna", 2));

        play(plan -> plan.copies(2));

        assertThat(all)
                .filteredOn(frame -> frame.getSignal() == SourceSignal.END)
                .extracting(Frame::getLectureId)
                .containsExactly("math-1", "math-2");
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
        records.add(Recorded.event("math", 86_400_000, LectureEventKind.TITLE, "title"));
        Path file = Recorded.write(folder.resolve("a.moodrec"), records);
        Span part = new Span(Optional.of(Recorded.START.plusSeconds(2)), Optional.of(Recorded.START.plusSeconds(4)));

        play(ReplayPlan.of(file, Optional.empty(), part).times(2));

        assertThat(frames).extracting(Frame::getSequence).containsExactly(2L, 3L, 6L, 7L);
        assertThat(events).extracting(LectureEvent::getText).containsExactly("in it", "title", "in it", "title");
        assertThat(events.get(1).getAt()).isEqualTo(Recorded.START.plusSeconds(2));
        assertThat(timing.jumps).containsExactly(NOW.plusSeconds(1), NOW.plusSeconds(2), NOW.plusSeconds(3));
    }

    private RecordingPlayer play(UnaryOperator<ReplayPlan> wanted) throws Exception {
        Path file = Recorded.write(folder.resolve("a.moodrec"), records);
        return play(wanted.apply(ReplayPlan.of(file, Optional.empty(), Span.ALL)));
    }

    private RecordingPlayer play(ReplayPlan plan) throws Exception {
        return play(plan, capturedAt -> true);
    }

    private RecordingPlayer play(ReplayPlan plan, PublishGate gate) throws Exception {
        var producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        SourceRuns runs = SourceRuns.start(producer);
        ReplayPublisher publisher =
                new ReplayPublisher(producer, runs, 64, PublishListener.NONE, (key, cause) -> {}, () -> false);
        RecordingPlayer player = new RecordingPlayer(plan, timing, publisher, gate, NOW);
        player.play();
        for (ProducerRecord<byte[], byte[]> record : producer.history()) {
            if (record.topic().equals(Topics.FRAMES.name())) {
                Frame frame = Topics.FRAMES.values().deserializer().deserialize(record.topic(), record.value());
                all.add(frame);
                if (frame.getSignal() == null) {
                    frames.add(frame);
                }
            } else if (record.topic().equals(Topics.LECTURE_EVENTS.name())) {
                events.add(Topics.LECTURE_EVENTS.values().deserializer().deserialize(record.topic(), record.value()));
            }
        }
        return player;
    }

    /** What a source has sent: signals, and numbers of pictures, with their seconds. */
    private List<String> sent(String source) {
        return all.stream()
                .filter(frame -> frame.getSourceId().equals(source))
                .map(frame -> (frame.getSignal() == null
                                ? "" + frame.getSequence()
                                : frame.getSignal().name()) + " at "
                        + Duration.between(Recorded.START, frame.getCapturedAt())
                                        .toMillis()
                                / 1000.0)
                .toList();
    }

    private List<String> runs() {
        return frames.stream().map(Frame::getRun).distinct().toList();
    }

    private static List<Frame> withoutRun(List<? extends SpecificRecordBase> frames) {
        return frames.stream()
                .map(frame -> Frame.newBuilder((Frame) frame).setRun("").build())
                .toList();
    }
}
