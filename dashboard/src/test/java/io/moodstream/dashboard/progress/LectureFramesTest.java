package io.moodstream.dashboard.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.dashboard.lectures.Samples;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LectureFramesTest {
    private static final long NOW = Samples.START.toEpochMilli();
    private static final long PAST = NOW - 10_000;

    private final LectureFrames lecture = new LectureFrames();

    @AfterEach
    void itAddsUp() {
        for (long now : new long[] {NOW, NOW + 120_000}) {
            FrameCounts sums = lecture.counts(now);
            assertThat(sums.withResult() + sums.deadLettered() + sums.lost() + sums.underWay())
                    .isEqualTo(sums.published());
            assertThat(List.of(sums.withResult(), sums.deadLettered(), sums.lost(), sums.underWay()))
                    .allMatch(count -> count >= 0);
        }
    }

    @Test
    void everyFrameHasAResultOrADeadLetterOrIsLostOrUnderWay() {
        tell(0);
        Map<String, Long> dropped = Map.of("kafka-slow", 3L, "busy", 1L);
        lecture.published(status(10, 7, 2, Map.of("too-large", 1L), dropped), NOW, NOW);
        lecture.deadLetter(frame(0), true); // which the status counts, too
        lecture.deadLetter(frame(3), false);
        results(1, 2);
        lecture.deadLetter("l/cam", false); // of a frame that nobody can tell
        assertThat(counts()).isEqualTo(new FrameCounts(10, 2, 3, 2, 3, 4));
    }

    @Test
    void aFrameThatNeverGetsItsResultStaysUnderWay() {
        tell(0);
        tell(10);
        results(0, 4);
        results(6, 9);
        assertThat(counts()).isEqualTo(new FrameCounts(10, 9, 0, 0, 1, 0));
    }

    @Test
    void aResultThatComesTwiceIsCountedOnce() {
        tell(0);
        tell(3);
        results(0, 2);
        results(1, 2);
        assertThat(counts()).isEqualTo(new FrameCounts(3, 3, 0, 0, 0, 0));
    }

    @Test
    void resultsMayComeBeforeTheStatusThatCountsTheirFrames() {
        tell(0);
        results(0, 4);
        assertThat(counts()).isEqualTo(new FrameCounts(5, 5, 0, 0, 0, 0));
    }

    @Test
    void ofARunThatIsOlderThanTheDashboardTheLatestResultTellsHowManyHaveOne() {
        lecture.published(status(100), PAST, NOW);
        assertThat(counts()).isEqualTo(new FrameCounts(100, 100, 0, 0, 0, 0));
        results(94, 94);
        assertThat(counts()).isEqualTo(new FrameCounts(100, 95, 0, 0, 5, 0));
        tell(102);
        results(95, 99);
        assertThat(counts()).isEqualTo(new FrameCounts(102, 100, 0, 0, 2, 0));
    }

    @Test
    void aPastStatusThatIsReadAfterAResultAssumesNothing() {
        results(94, 94);
        lecture.published(status(100), PAST, NOW);
        assertThat(counts()).isEqualTo(new FrameCounts(100, 95, 0, 0, 5, 0));
    }

    @Test
    void whatAPublisherThatWasKilledDidNotSeeStoredIsLost() {
        tell(0);
        lecture.published(status(10, 8, 0, Map.of(), Map.of()), NOW, NOW);
        results(0, 7);
        assertThat(counts()).isEqualTo(new FrameCounts(10, 8, 0, 0, 2, 0));
        assertThat(lecture.counts(NOW + 61_000)).isEqualTo(new FrameCounts(10, 8, 0, 2, 0, 0));
    }

    @Test
    void aPublisherThatTellsNothingIsKnownByItsResults() {
        for (int time = 0; time < 2; time++) {
            lecture.result(new FrameKey("l/cam", "", 0)); // it was started twice
        }
        lecture.deadLetter("l/cam", false);
        assertThat(counts()).isEqualTo(new FrameCounts(3, 2, 1, 0, 0, 0));
    }

    private void tell(long published) {
        lecture.published(status(published), NOW, NOW);
    }

    private static SourceStatus status(long published) {
        return Samples.status("l", "cam", published, SourceSignal.BEGIN);
    }

    private static SourceStatus status(
            long published, long acknowledged, long lost, Map<String, Long> deadLettered, Map<String, Long> dropped) {
        SourceStatus plain = status(published);
        return new SourceStatus(
                plain.getLectureId(),
                plain.getSourceId(),
                plain.getUserId(),
                plain.getRun(),
                plain.getAt(),
                plain.getSignal(),
                plain.getStartedAt(),
                plain.getCapturedAt(),
                published,
                acknowledged,
                plain.getNextSequence(),
                lost,
                deadLettered,
                dropped,
                plain.getPlace());
    }

    private void results(long from, long to) {
        for (long number = from; number <= to; number++) {
            lecture.result(frame(number));
        }
    }

    private static FrameKey frame(long number) {
        return new FrameKey("l/cam", "r", number);
    }

    private FrameCounts counts() {
        return lecture.counts(NOW);
    }
}
