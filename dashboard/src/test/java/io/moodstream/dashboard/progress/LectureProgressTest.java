package io.moodstream.dashboard.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.dashboard.lectures.Samples;
import io.moodstream.dashboard.progress.LectureState.Kind;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.kit.topics.StageProgress.Position;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every second a camera publishes two pictures and tells so; most tests choose what has a result. */
class LectureProgressTest {
    private static final long START = Instant.parse("2026-02-03T09:00:00Z").toEpochMilli();

    private final LectureProgress lecture = new LectureProgress();
    private final StageWatch stages = new StageWatch();
    private final long[] read = new long[PipelineStage.values().length];
    private final long[] written = new long[PipelineStage.values().length];
    private long now = START;
    private long readingSince = START;
    private long published;

    @Test
    void aLectureWhoseResultsKeepUpIsLive() {
        for (int second = 0; second < 60; second++) {
            second();
            answerAll();
            assertThat(state()).returns(Kind.LIVE, LectureState::kind).returns(null, LectureState::stage);
        }
        assertThat(state().picturesPerSecond()).isBetween(1.9, 2.1);
    }

    @Test
    void fromTenSecondsOfAgeOfTheOldestUnansweredPictureOnItIsBehind() {
        for (int second = 0; second < 60; second++) {
            second();
            answer(second / 2); // half as fast as pictures come
        }
        assertThat(state().kind()).isEqualTo(Kind.BEHIND);
        assertThat(state().age()).isBetween(28_000L, 32_000L);

        answerAll();
        assertThat(state()).returns(Kind.LIVE, LectureState::kind).returns(0L, LectureState::age);
    }

    @Test
    void itIsNotBehindAMomentTooSoon() {
        second();
        answerAll();
        for (int second = 0; second < 10; second++) {
            second();
            assertThat(state().kind()).isEqualTo(Kind.LIVE);
        }
        second();
        assertThat(state().kind()).isEqualTo(Kind.STALLED);
    }

    @Test
    void withoutAResultForTenSecondsItIsStalledAndSaysSinceWhenAndWhere() {
        live(30);
        long last = now;
        for (int second = 0; second < 11; second++) {
            second(PipelineStage.DETECTOR);
        }
        assertThat(state())
                .returns(Kind.STALLED, LectureState::kind)
                .returns(last, LectureState::since)
                .returns(PipelineStage.CLASSIFIER, LectureState::stage)
                .returns(2.0, LectureState::picturesPerSecond);
    }

    @Test
    void theFirstStageThatStandsStillIsNamed() {
        live(30);
        for (int second = 0; second < 11; second++) {
            second(PipelineStage.CLASSIFIER);
        }
        assertThat(state().stage()).isEqualTo(PipelineStage.DETECTOR);
    }

    @Test
    void withoutKnowingTheStagesItIsStalledAllTheSame() {
        for (int second = 0; second < 12; second++) {
            now += 1000;
            publish(2);
        }
        assertThat(state()).returns(Kind.STALLED, LectureState::kind).returns(null, LectureState::stage);
    }

    @Test
    void aStalledLectureThatIsAnsweredAgainIsBehindUntilItHasCaughtUp() {
        live(10);
        for (int second = 0; second < 40; second++) {
            second(PipelineStage.DETECTOR);
        }
        assertThat(state().kind()).isEqualTo(Kind.STALLED);

        answer(25);
        assertThat(state().kind()).isEqualTo(Kind.BEHIND);
        answerAll();
        assertThat(state().kind()).isEqualTo(Kind.LIVE);
    }

    @Test
    void picturesThatWaitForADeadStageAreNotSilence() {
        live(10);
        second(PipelineStage.DETECTOR);
        signal(SourceSignal.END);
        now += 60_000;
        assertThat(state()).returns(Kind.STALLED, LectureState::kind).returns(0.0, LectureState::picturesPerSecond);
    }

    @Test
    void aRecommenderThatStandsStillIsNamedAlthoughResultsCome() {
        live(30);
        long stopped = now;
        for (int second = 0; second < 12; second++) {
            second(PipelineStage.DETECTOR, PipelineStage.CLASSIFIER);
            answerAll();
        }
        assertThat(state())
                .returns(Kind.STALLED, LectureState::kind)
                .returns(PipelineStage.RECOMMENDER, LectureState::stage)
                .returns(stopped, LectureState::since);

        second();
        answerAll();
        assertThat(state().kind()).isEqualTo(Kind.LIVE);
    }

    @Test
    void afterAnIdleHourNoStageIsTakenForDead() {
        live(30);
        for (int second = 0; second < 3600; second++) {
            now += 1000;
            stages.saw(positions(), now);
        }
        written[PipelineStage.RECOMMENDER.ordinal()]++; // seen before the recommender has read it
        publish(1);
        answerAll();
        now += 1000;
        stages.saw(positions(), now);
        assertThat(state().kind()).isEqualTo(Kind.LIVE);
    }

    @Test
    void onlyWhereNothingIsPublishedThereAreNoPictures() {
        live(30);
        long last = now;
        now += LectureProgress.SILENT_MILLIS - 1;
        assertThat(state().kind()).isEqualTo(Kind.LIVE);
        now += 1;
        assertThat(state()).returns(Kind.SILENT, LectureState::kind).returns(last, LectureState::since);
    }

    @Test
    void aLectureWhoseSourcesHaveEndedIsSoonSilent() {
        live(30);
        signal(SourceSignal.END);
        now += LectureProgress.OFF_MILLIS;
        assertThat(state().kind()).isEqualTo(Kind.SILENT);
    }

    @Test
    void aLectureIsPausedWhenAllItsCamerasAre() {
        live(30);
        signal(SourceSignal.PAUSE);
        assertThat(state().kind()).isEqualTo(Kind.PAUSED);

        status("other", 5, SourceSignal.BEGIN);
        lecture.answered(new FrameKey("l/other", "r", 4), Optional.empty(), now);
        assertThat(state().kind()).isEqualTo(Kind.LIVE);
    }

    @Test
    void aPausedCameraWhosePublisherIsGoneIsNotPausedForEver() {
        live(30);
        signal(SourceSignal.PAUSE);
        now += 60_000;
        assertThat(state().kind()).isEqualTo(Kind.SILENT);
    }

    @Test
    void aDeadLetterIsAResult() {
        live(10);
        publish(1);
        lecture.answered(new FrameKey("l/cam", "r", published - 1), Optional.empty(), now);
        publish(1);
        lecture.deadLetter("l/cam", now); // of a frame that cannot be told
        signal(SourceSignal.END);
        now += 60_000;
        assertThat(state().kind()).isEqualTo(Kind.SILENT);
    }

    @Test
    void aPublisherThatTellsNothingIsKnownByItsResults() {
        for (int second = 0; second < 20; second++) {
            now += 1000;
            lecture.answered(new FrameKey("l/old", "", second), Optional.of(now - 200), now);
            assertThat(state().kind()).isEqualTo(Kind.LIVE);
        }
        lecture.answered(new FrameKey("l/old", "", 20), Optional.of(now - 12_000), now);
        assertThat(state()).returns(Kind.BEHIND, LectureState::kind).returns(12_000L, LectureState::age);

        now += LectureProgress.SILENT_MILLIS;
        assertThat(state().kind()).isEqualTo(Kind.SILENT);
    }

    @Test
    void aPublisherThatTellsNothingIsNotSilentWhereAStageStandsStill() {
        for (int second = 0; second < 20; second++) {
            step(PipelineStage.values());
            lecture.answered(new FrameKey("l/old", "", second), Optional.of(now - 200), now);
        }
        for (int second = 0; second < 20; second++) {
            step(PipelineStage.DETECTOR);
        }
        assertThat(state())
                .returns(Kind.STALLED, LectureState::kind)
                .returns(PipelineStage.CLASSIFIER, LectureState::stage);
    }

    @Test
    void aSinglePictureIsAnsweredOnceAndWaitsNoMore() {
        lecture.answered(new FrameKey("l/cam", "r", 0), Optional.empty(), now); // sooner than the publisher tells
        now += 1000;
        publish(1);
        now += 12_000;
        assertThat(state().kind()).isEqualTo(Kind.LIVE);
    }

    @Test
    void whatWasPublishedBeforeTheDashboardBeganIsAssumedToHaveResultsUntilOneSaysMore() {
        lecture.published(told("cam", 100, SourceSignal.BEGIN), now - 5_000, now);
        lecture.published(told("cam", 110, SourceSignal.BEGIN), now - 1_000, now);
        published = 110;
        assertThat(state()).returns(Kind.LIVE, LectureState::kind).returns(0L, LectureState::age);

        lecture.answered(new FrameKey("l/cam", "r", 60), Optional.of(now - 40_000), now);
        assertThat(state()).returns(Kind.BEHIND, LectureState::kind).returns(40_000L, LectureState::age);
        answerAll();
        assertThat(state().kind()).isEqualTo(Kind.LIVE);
    }

    @Test
    void whatWasToldLongBeforeTheDashboardBeganSaysNothing() {
        lecture.published(told("cam", 100, SourceSignal.BEGIN), now - 3_600_000, now);
        assertThat(state().kind()).isEqualTo(Kind.SILENT);
    }

    @Test
    void afterAnInterruptionNothingIsSaidToStandStillBeforeResultsHadTheirTime() {
        live(30);
        now += 60_000; // without Kafka
        readingSince = now;
        publish(100);
        assertThat(state().kind()).isEqualTo(Kind.LIVE);
        now += 9_000;
        assertThat(state().kind()).isEqualTo(Kind.LIVE);
    }

    @Test
    void afterALongStallTheAgeIsStillKnown() {
        live(10);
        for (int second = 0; second < 7200; second++) {
            second(PipelineStage.DETECTOR);
            lecture.forget(now);
        }
        assertThat(state().kind()).isEqualTo(Kind.STALLED);
        assertThat(state().age()).isBetween(7_199_000L, 7_200_000L);
        answer(3600);
        assertThat(state().age()).isBetween(3_500_000L, 3_700_000L);
    }

    private void live(int seconds) {
        for (int second = 0; second < seconds; second++) {
            second();
            answerAll();
        }
    }

    /** Two pictures and their way through all stages. */
    private void second() {
        second(PipelineStage.values());
    }

    private void second(PipelineStage... working) {
        step(working);
        publish(2);
    }

    private void step(PipelineStage... working) {
        now += 1000;
        written[0] += 2;
        for (PipelineStage stage : working) {
            int at = stage.ordinal();
            read[at] = written[at];
            if (at + 1 < written.length) {
                written[at + 1] += 2;
            }
        }
        stages.saw(positions(), now);
    }

    private Map<PipelineStage, Position> positions() {
        Map<PipelineStage, Position> positions = new EnumMap<>(PipelineStage.class);
        for (PipelineStage stage : PipelineStage.values()) {
            int at = stage.ordinal();
            positions.put(stage, new Position(read[at], written[at] - read[at]));
        }
        return positions;
    }

    private void publish(int pictures) {
        published += pictures;
        signal(SourceSignal.BEGIN);
    }

    private void signal(SourceSignal signal) {
        lecture.published(told("cam", published, signal), now, now);
    }

    private void status(String source, long count, SourceSignal signal) {
        lecture.published(told(source, count, signal), now, now);
    }

    private void answerAll() {
        answer((int) (published / 2) - (published % 2 == 0 ? 1 : 0));
    }

    /** All pictures of a second and of those before it. */
    private void answer(int second) {
        long last = Math.min(published, 2L * second + 2) - 1;
        lecture.answered(new FrameKey("l/cam", "r", last), Optional.of(now - 100), now);
    }

    private LectureState state() {
        return lecture.state(now, readingSince, stages);
    }

    private static SourceStatus told(String source, long count, SourceSignal signal) {
        return Samples.status("l", source, count, signal);
    }
}
