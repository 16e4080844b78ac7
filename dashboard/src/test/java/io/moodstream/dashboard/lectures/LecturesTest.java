package io.moodstream.dashboard.lectures;

import static io.moodstream.dashboard.lectures.Samples.START;
import static io.moodstream.dashboard.lectures.Samples.attention;
import static io.moodstream.dashboard.lectures.Samples.emotions;
import static io.moodstream.dashboard.lectures.Samples.mood;
import static io.moodstream.dashboard.lectures.Samples.recommendation;
import static io.moodstream.dashboard.lectures.Samples.report;
import static io.moodstream.dashboard.lectures.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.dashboard.progress.FrameCounts;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.SourceSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LecturesTest {
    private final SetClock clock = new SetClock(START);
    private final Lectures lectures = new Lectures(10, clock);

    @BeforeEach
    void reads() {
        lectures.reading(true);
    }

    @Test
    void aLaterMoodOfAWindowReplacesTheEarlierOne() {
        lectures.mood(mood("l", 0, 0.4, false));
        lectures.mood(mood("l", 1, 0.5, false));
        lectures.mood(mood("l", 0, 0.6, true));

        assertThat(moods()).extracting(MoodJson::positivity).containsExactly(0.6, 0.5);
        assertThat(moods()).extracting(MoodJson::isFinal).containsExactly(true, false);
        assertThat(summary().mood()).isEqualTo(moods().get(1));
        assertThat(summary().windows()).isEqualTo(2);
    }

    /** Also of one whose lecture has begun anew, as in a replay: its revisions begin anew, too. */
    @Test
    void theLastMoodOfAWindowIsValid() {
        lectures.mood(revised(0.4, 0));
        lectures.mood(revised(0.6, 1));
        assertThat(moods()).extracting(MoodJson::revision).containsExactly(1);

        lectures.mood(revised(0.5, 0));
        assertThat(moods()).extracting(MoodJson::positivity).containsExactly(0.5);
    }

    @Test
    void aLectureIsKnownFromItsFirstPictureOnAndSaysWhatItWaitsFor() {
        publish(1);
        assertThat(summary().state().kind()).isEqualTo("live");
        for (int second = 0; second < 12; second++) {
            clock.pass(Duration.ofSeconds(1));
            publish(2 + second);
        }
        assertThat(summary())
                .returns(true, SummaryJson::running)
                .returns(1, SummaryJson::sources)
                .returns("stalled", summary -> summary.state().kind());
        assertThat(lectures.states()).containsOnlyKeys("l");
    }

    @Test
    void whileKafkaCannotBeReachedARunningLectureSaysSinceWhen() {
        answer("cam", 0);
        clock.pass(Duration.ofSeconds(1));
        lectures.reading(false);
        clock.pass(Duration.ofMinutes(5));

        assertThat(summary())
                .returns(true, SummaryJson::running)
                .returns("unreachable", summary -> summary.state().kind())
                .returns(START.plusSeconds(1), summary -> summary.state().since());
    }

    @Test
    void theTimeOfAnOutageIsWhenKafkaWasLastHeardOf() {
        answer("cam", 0);
        lectures.stages(Map.of());
        clock.pass(Duration.ofSeconds(6));
        lectures.reading(false);

        assertThat(summary().state().since()).isEqualTo(START);
    }

    @Test
    void picturesThatArePublishedAfterAReportMakeItOutOfDate() {
        lectures.report(report("l", 60));
        assertThat(summary().state().kind()).isEqualTo("ended");
        publish(1); // told late, of a picture before the end
        assertThat(summary().report()).isNotNull();
        lectures.source(status("l", "cam", 700, SourceSignal.BEGIN), clock.instant());
        assertThat(summary().report()).isNull();
    }

    @Test
    void anEpisodeIsItselfBySourceTrackAndBeginning() {
        lectures.attention(attention("l", "b", 1, 0, false), START);
        lectures.attention(attention("l", "a", 2, 50, false), START);
        lectures.attention(attention("l", "a", 2, 0, false), START);
        lectures.attention(attention("l", "a", 2, 0, true), START);

        var episodes = lectures.get("l").orElseThrow().attention();
        assertThat(episodes).extracting(EpisodeJson::source).containsExactly("a", "a", "b");
        assertThat(episodes).extracting(EpisodeJson::over).containsExactly(true, false, false);
        assertThat(episodes)
                .extracting(EpisodeJson::text)
                .containsExactly(
                        "face not found for a while",
                        "face not found for a while",
                        "a visibly negative expression for a while");
    }

    @Test
    void hintsGoWithTheRetentionOfTheirTopicWhicheverTimeTheyAreOf() {
        lectures.attention(attention("l", "a", 1, 0, false), START);
        lectures.attention(attention("l", "a", 1, 0, true), START.plusSeconds(600)); // replaces it
        lectures.attention(attention("l", "b", 1, 700, false), START);
        long before = lectures.get("l").orElseThrow().revision();

        lectures.forgetAttention(START.plusSeconds(1));

        var lecture = lectures.get("l").orElseThrow();
        assertThat(lecture.attention()).extracting(EpisodeJson::source).containsExactly("a");
        assertThat(lecture.revision()).as("open pages hear of it").isGreaterThan(before);
        lectures.forgetAttention(START.plusSeconds(600));
        assertThat(lecture.attention()).hasSize(1);
    }

    @Test
    void recommendationsGoWithTheRetentionOfTheirTopic() {
        Recommendations recommendations = new Recommendations();
        recommendations.recommendation(recommendation("l", "u-1", "so"), START);
        recommendations.recommendation(recommendation("l", "u-2", "so"), START.plusSeconds(1));

        recommendations.forget(START.plusSeconds(1));

        assertThat(recommendations.of("u-1")).isEmpty();
        assertThat(recommendations.of("u-2")).isPresent();
    }

    @Test
    void aLectureRunsFromItsFirstFrameUntilItIsSilent() {
        lectures.mood(mood("l", 0, 0.4, false));
        assertThat(summary().running()).isFalse();

        answer("cam", 0);
        assertThat(summary().running()).isTrue();

        clock.pass(Duration.ofSeconds(21));
        assertThat(summary().running()).isFalse();
    }

    @Test
    void aSilentLectureHasNoReportAndItsHealthIsStillTold() {
        assertThat(lectures.health("l")).isEmpty();
        answer("cam", 0);
        answer("cam", 1);
        clock.pass(Duration.ofSeconds(21));
        assertThat(summary()).returns(null, SummaryJson::report).returns(START, SummaryJson::heardAt);
        assertThat(health().framesPerSecond()).isPositive();

        clock.pass(Duration.ofMinutes(5));
        answerOf("other");
        assertThat(health()).returns(0.0, HealthJson::framesPerSecond).returns(null, HealthJson::latencyMs);

        lectures.report(report("l", 60));
        assertThat(lectures.health("l")).isEmpty();
    }

    @Test
    void deadLettersAreHeardToo() {
        answer("cam", 0);
        clock.pass(Duration.ofSeconds(15));
        deadLetter("l/cam");
        clock.pass(Duration.ofSeconds(9));

        assertThat(summary())
                .returns(true, SummaryJson::running)
                .returns(1, SummaryJson::sources)
                .returns(0, SummaryJson::faces);
        assertThat(health().deadLettered()).isEqualTo(1);
    }

    @Test
    void aLectureOfDeadLettersAloneIsKnown() {
        deadLetter("l/cam");

        assertThat(summary())
                .returns(true, SummaryJson::running)
                .returns(START, SummaryJson::startedAt)
                .returns(START, SummaryJson::lastAt);
        assertThat(health().deadLettered()).isEqualTo(1);
    }

    @Test
    void deadLettersAfterAReportHideItWhileTheyCome() {
        answer("cam", 0);
        lectures.report(report("l", 60));
        deadLetter("l/cam");
        assertThat(summary()).returns(true, SummaryJson::running).returns(null, SummaryJson::report);

        clock.pass(Duration.ofSeconds(21));
        assertThat(summary().running()).isFalse();
        assertThat(summary().report()).isNotNull();
    }

    @Test
    void aSummarySaysWhetherTheTopicsAreRead() {
        answer("cam", 0);
        assertThat(summary().upToDate()).isTrue();
        lectures.reading(false);
        assertThat(lectures.summaries()).extracting(SummaryJson::upToDate).containsExactly(false);
    }

    @Test
    void aReportEndsALectureAndFramesAfterItMakeItOutOfDate() {
        answer("cam", 0);
        lectures.report(report("l", 60));

        assertThat(summary().running()).isFalse();
        assertThat(summary().report()).isNotNull();
        assertThat(summary().withheldWindows()).isEqualTo(2);
        assertThat(summary().startedAt()).isEqualTo(START.plusSeconds(3));

        answer("cam", 1);
        assertThat(summary().running()).isTrue();
        assertThat(summary().report()).isNull();
        assertThat(summary().withheldWindows()).isNull();
    }

    @Test
    void aLectureWhoseMoodsWereAllWithheldIsKnownByItsReport() {
        lectures.report(report("l", 0));

        assertThat(summary().mood()).isNull();
        assertThat(summary().coverage()).isNull();
        assertThat(summary().participants()).isEqualTo(26);
        assertThat(summary().report())
                .isNotNull()
                .extracting(ReportJson::probabilities)
                .isNull();
    }

    @Test
    void liveFiguresAreThoseOfTheLastFramesOfActiveSources() {
        lectures.emotions(emotions("l", "a", 0, 9, 9), Optional.empty());
        clock.pass(Duration.ofSeconds(5));
        lectures.emotions(emotions("l", "a", 1, 4, 3), Optional.empty());
        lectures.emotions(emotions("l", "b", 0, 2, 2), Optional.empty());
        assertThat(summary())
                .returns(2, SummaryJson::sources)
                .returns(6, SummaryJson::faces)
                .returns(5, SummaryJson::readable);

        clock.pass(Duration.ofSeconds(8));
        lectures.emotions(emotions("l", "b", 1, 2, 1), Optional.empty());
        clock.pass(Duration.ofSeconds(4));
        assertThat(summary())
                .returns(1, SummaryJson::sources)
                .returns(2, SummaryJson::faces)
                .returns(1, SummaryJson::readable);
    }

    @Test
    void gapsInASourceThatAreNoDeadLettersWereDropped() {
        answer("a", 100); // joined in the middle: what came before is not known
        answer("a", 104);
        answer("b", 0);
        answer("b", 2);
        deadLetter("l/a");
        deadLetter("l/b");
        deadLetter("l/b");
        deadLetter("other/b");
        answer("b", 0); // begun anew
        answer("b", 1);

        assertThat(health()).returns(2L, HealthJson::dropped).returns(3L, HealthJson::deadLettered);
    }

    @Test
    void healthLooksBackOneMinute() {
        for (int frame = 0; frame < 20; frame++) {
            clock.pass(Duration.ofMillis(500));
            lectures.emotions(
                    emotions("l", "cam", 2L * frame, 1, 1), Optional.of(clock.millis() - (frame == 19 ? 1000 : 100)));
        }
        assertThat(health()).returns(19L, HealthJson::dropped).returns(60, HealthJson::overSeconds);
        assertThat(health().framesPerSecond()).isBetween(2.0, 2.2);
        assertThat(health().latencyMs()).isNotNull().satisfies(latency -> {
            assertThat(latency.p50()).isBetween(95L, 105L);
            assertThat(latency.p99()).isBetween(950L, 1050L);
        });

        clock.pass(Duration.ofSeconds(70));
        lectures.emotions(emotions("l", "cam", 39, 1, 1), Optional.empty());
        assertThat(health()).returns(0L, HealthJson::dropped).returns(null, HealthJson::latencyMs);
    }

    @Test
    void whatWasToldOfALectureBeforeItWasKnownBelongsToItsSums() {
        lectures.source(status("l", "cam", 40, SourceSignal.END), START.minusSeconds(3600));
        assertThat(lectures.get("l")).isEmpty();
        lectures.mood(mood("l", 0, 0.5, true));

        assertThat(summary().frames()).isEqualTo(new FrameCounts(40, 40, 0, 0, 0, 0));
    }

    @Test
    void anEvictedLectureKeepsItsSums() {
        publish(0);
        publish(3);
        for (int lecture = 0; lecture < 10; lecture++) {
            lectures.mood(mood("l" + lecture, 10 + lecture, 0.5, true));
        }
        assertThat(lectures.get("l")).isEmpty();
        publish(500);

        assertThat(summary().frames()).isEqualTo(new FrameCounts(500, 0, 0, 0, 500, 0));
    }

    @Test
    void singlePicturesAndNamesThatNobodyMayHaveAreNoLectures() {
        lectures.emotions(emotions("photos", "photo-1", 0, 1, 1), Optional.empty());
        lectures.mood(mood("../etc", 0, 0.5, false));

        assertThat(lectures.summaries()).isEmpty();
    }

    @Test
    void runningLecturesComeFirstThenTheNewest() {
        lectures.mood(mood("old", 0, 0.5, true));
        lectures.mood(mood("new", 9, 0.5, true));
        answer("cam", 0);

        assertThat(lectures.summaries()).extracting(SummaryJson::id).containsExactly("l", "new", "old");
    }

    @Test
    void ofTooManyLecturesTheOldestGo() {
        for (int lecture = 0; lecture < 15; lecture++) {
            lectures.mood(mood("l" + lecture, lecture, 0.5, true));
        }

        assertThat(lectures.summaries()).hasSize(10);
        assertThat(lectures.get("l4")).isEmpty();
        assertThat(lectures.get("l5")).isPresent();
    }

    private void answer(String source, long sequence) {
        lectures.emotions(emotions("l", source, sequence, 1, 1), Optional.empty());
    }

    private void answerOf(String lecture) {
        lectures.emotions(emotions(lecture, "cam", 0, 1, 1), Optional.empty());
    }

    private void publish(long pictures) {
        lectures.source(status("l", "cam", pictures, SourceSignal.BEGIN), clock.instant());
    }

    private static LectureMood revised(double happy, int revision) {
        return LectureMood.newBuilder(mood("l", 0, happy, true))
                .setRevision(revision)
                .build();
    }

    private void deadLetter(String source) {
        lectures.deadLetter(
                new DeadLetter("frames", 0, 0, source, 1, "broken", "broken: it is", Instant.EPOCH, Optional.empty()),
                Optional.empty());
    }

    private List<MoodJson> moods() {
        return lectures.get("l").orElseThrow().moods(Instant.MIN, Instant.MAX);
    }

    private SummaryJson summary() {
        return lectures.summary("l").orElseThrow();
    }

    private HealthJson health() {
        return lectures.health("l").orElseThrow();
    }
}
