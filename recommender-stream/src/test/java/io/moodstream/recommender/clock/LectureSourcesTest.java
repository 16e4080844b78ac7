package io.moodstream.recommender.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.recommender.clock.LectureStep.ClockMoved;
import io.moodstream.recommender.clock.LectureStep.Ended;
import io.moodstream.recommender.clock.LectureStep.Quiet;
import io.moodstream.recommender.clock.LectureStep.Replayed;
import io.moodstream.recommender.clock.LectureStep.Seen;
import io.moodstream.recommender.clock.LectureStep.SourceLeft;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.SourceSignal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LectureSourcesTest {
    private static final long START = 1_000_000_000_000L;

    private final LectureSources lecture =
            new LectureSources("maths", new Windows(10_000, 5_000), new Patience(15_000, 60_000, 600_000), 0, false, 0);
    private long now;

    private final SentProbes probes = new SentProbes();
    private final ProbeRounds rounds = new ProbeRounds(probes, 0);

    @Test
    void theClockMovesWhenTheProbesAreBackAndNotBefore() {
        frame("a", 0);
        comeBack();
        frame("a", 16_000);

        assertThat(comeBack("probe-0")).isEmpty();
        assertThat(comeBack("probe-1")).containsExactly(new ClockMoved("maths", START + 10_000));
    }

    @Test
    void aSourceThatAppearsWhileTheProbesAreOnTheirWayHoldsTheClock() {
        frame("a", 0);
        comeBack();
        frame("a", 26_000);
        signal("b", 12_000, SourceSignal.BEGIN);

        assertThat(comeBack()).containsExactly(new ClockMoved("maths", START));
    }

    @Test
    void aPausedSourceDoesNotHoldTheClockAndOneThatGoesOnDoes() {
        frame("a", 0);
        frame("b", 0);
        signal("b", 3_000, SourceSignal.PAUSE);
        comeBack();
        frame("a", 16_000);
        assertThat(comeBack()).containsExactly(new ClockMoved("maths", START + 10_000));

        signal("b", 17_000, SourceSignal.RESUME);
        frame("a", 46_000);
        assertThat(comeBack()).isEmpty();
    }

    @Test
    void aSilentSourceIsLostOnlyIfNothingOfItComesBeforeTheProbes() {
        frame("a", 0);
        frame("b", 0);
        comeBack();
        now += 16_000;
        frame("a", 16_000);
        frame("b", 200);
        assertThat(comeBack()).containsExactly(new ClockMoved("maths", START - 10_000));

        now += 16_000;
        frame("a", 32_000);
        assertThat(comeBack()).containsExactly(new ClockMoved("maths", START + 20_000));
    }

    @Test
    void probesThatDoNotComeBackProveNothingHoweverLongItTakesAndAreSentAgain() {
        frame("a", 0);
        comeBack();
        probes.numbers.clear();
        now += 600_000;
        probe(lecture, true);
        now += 31_000;
        probe(lecture, true);

        assertThat(probes.numbers).hasSize(2);
        assertThat(probes.numbers.get(0)).isEqualTo(probes.numbers.get(1));
        assertThat(comeBack()).contains(new SourceLeft("maths", "a"), new Ended("maths"));
    }

    @Test
    void probesThatCannotBeSentAreTriedAgain() {
        probes.reachable = false;
        frame("a", 0);
        frame("a", 200);
        assertThat(probes.numbers).as("not with every record").hasSize(1);
        probes.reachable = true;
        now += 1_000;
        probe(lecture, true);

        assertThat(probes.numbers).hasSize(2).doesNotHaveDuplicates();
        assertThat(comeBack()).hasSize(1);
    }

    @Test
    void aLectureOfWhichAllSourcesHaveEndedIsQuietAtOnceAndEndsLater() {
        frame("a", 0);
        comeBack();
        assertThat(signal("a", 7_000, SourceSignal.END)).containsExactly(new SourceLeft("maths", "a"));
        assertThat(comeBack()).containsExactly(new ClockMoved("maths", START + 10_000), new Quiet("maths"));
        assertThat(lecture.hasEnded()).isFalse();

        now += 60_000;
        probe(lecture, true);
        assertThat(comeBack()).containsExactly(new ClockMoved("maths", START + 10_000), new Ended("maths"));
        assertThat(lecture.hasEnded()).isTrue();
    }

    /** As in a fast replay, of which all has come before the first probes are back. */
    @Test
    void aLectureIsNotQuietBeforeItsLastWindowHasClosed() {
        frame("a", 0);
        frame("a", 16_000);
        signal("a", 16_200, SourceSignal.END);
        assertThat(comeBack()).containsExactly(new ClockMoved("maths", START - 10_000));

        probe(lecture, false);
        assertThat(comeBack()).containsExactly(new ClockMoved("maths", START + 20_000), new Quiet("maths"));
    }

    /** Who takes over a lecture that has ended learns it again: a note may have changed its report. */
    @Test
    void anEndedLectureIsToldToHaveEndedOnceMoreAfterATakeover() {
        LectureSources restored = new LectureSources(
                "maths", new Windows(10_000, 5_000), new Patience(15_000, 60_000, 600_000), START, true, now);
        restored.restore("a", new SourceMemory(3, START, "run-a"));
        probe(restored, true);

        comeBack("probe-0");
        assertThat(comeBack("probe-1")).contains(new Ended("maths"));
    }

    @Test
    void aShortLectureThatIsReplayedBeginsAnew() {
        hear("a", 0, "one", null);
        hear("a", 5_000, "one", null);
        comeBack();
        now += 60_000;
        probe(lecture, true);
        comeBack();
        assertThat(lecture.hasEnded()).isTrue();

        assertThat(hear("a", 0, "two", null)).startsWith(new Replayed("maths"));
    }

    @Test
    void anotherRunFromWellBeforeIsAReplayIfTheLectureHasEndedAndTooLateIfNot() {
        hear("a", 60_000, "one", null);
        assertThat(hear("a", 0, "two", null)).containsExactly(new Seen(record("a", 0, "two", null), true));
        assertThat(hear("a", 60_200, "one", null)).containsExactly(new Seen(record("a", 60_200, "one", null), false));

        signal("a", 61_000, SourceSignal.END);
        comeBack();
        now += 60_000;
        probe(lecture, true);
        comeBack();
        assertThat(hear("a", 0, "three", null)).startsWith(new Replayed("maths"));
    }

    /** A laptop that slept: its frames are of the same run. */
    @Test
    void aPublisherThatComesBackFromTheDeadIsNoReplay() {
        hear("a", 60_000, "one", null);
        comeBack();
        now += 200_000;
        probe(lecture, true);
        comeBack();
        assertThat(lecture.hasEnded()).isTrue();

        assertThat(hear("a", 30_000, "one", null)).containsExactly(new Seen(record("a", 30_000, "one", null), false));
    }

    private void probe(LectureSources which, boolean corrects) {
        rounds.ask(which, corrects, now);
        rounds.send(now);
    }

    private List<LectureStep> frame(String source, long at) {
        return hear(source, at, "run-" + source, null);
    }

    private List<LectureStep> signal(String source, long at, SourceSignal signal) {
        return hear(source, at, "run-" + source, signal);
    }

    private List<LectureStep> hear(String source, long at, String run, @Nullable SourceSignal signal) {
        List<LectureStep> steps = lecture.hear(record(source, at, run, signal), now);
        probe(lecture, false);
        return steps;
    }

    private static FaceEmotions record(String source, long at, String run, @Nullable SourceSignal signal) {
        return Heard.record("maths", source, at / 200, Instant.ofEpochMilli(START + at), run, signal);
    }

    private List<LectureStep> comeBack() {
        comeBack("probe-0");
        return comeBack("probe-1");
    }

    private List<LectureStep> comeBack(String source) {
        long number = probes.numbers.get(probes.numbers.size() - 1);
        return rounds.back(Heard.probe("maths", source, number)).stream()
                .flatMap(each -> each.answered(number).stream())
                .toList();
    }
}
