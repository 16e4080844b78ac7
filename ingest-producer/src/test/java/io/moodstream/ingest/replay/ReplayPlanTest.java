package io.moodstream.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.recordings.Recorded;
import io.moodstream.recordings.Span;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.SourceSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayPlanTest {
    @TempDir
    private Path folder;

    @Test
    void aRoundIsAsLongAsItsSpanAndTheTimeToANextFrame() throws Exception {
        ReplayPlan plan = plan(Recorded.frames("math", "anna", 10));

        assertThat(plan.length()).isEqualTo(Duration.ofSeconds(10));
        assertThat(plan.lectures()).containsExactly("math");
        assertThat(plan.frames()).isEqualTo(10);
    }

    @Test
    void roundsGoOnInTimeAndNumbers() throws Exception {
        ReplayPlan plan = plan(Recorded.frames("math", "anna", 10)).times(3);
        Frame frame = Recorded.frame("math", "anna", 4, 4000);

        assertThat(plan.copy(frame, "math", 2, "again-0"))
                .returns("again-0", Frame::getRun)
                .returns(24L, Frame::getSequence)
                .returns(Recorded.START.plusSeconds(24), Frame::getCapturedAt)
                .returns(frame.getImage(), Frame::getImage);
    }

    @Test
    void aSourceThatEndsPausesUntilTheNextRound() throws Exception {
        List<SpecificRecordBase> records = new ArrayList<>(Recorded.frames("math", "anna", 10));
        Frame end = Recorded.signal("math", "anna", "live", 10_000, SourceSignal.END);
        records.add(end);
        ReplayPlan plan = plan(records).times(2);

        assertThat(plan.copy(end, "math", 0, "again-0").getSignal()).isEqualTo(SourceSignal.PAUSE);
        assertThat(plan.copy(end, "math", 1, "again-0").getSignal()).isEqualTo(SourceSignal.END);
        assertThat(plan.frames()).as("a signal is no frame").isEqualTo(10);
        assertThat(plan.length()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void copiesHaveLecturesAndUsersOfTheirOwn() throws Exception {
        ReplayPlan plan = plan(Recorded.frames("math", "anna", 10)).as("load").copies(2);
        Frame frame = Recorded.frame("math", "anna", 4, 4000);
        Frame owned = new Frame(
                "math",
                "anna",
                "u-1",
                4L,
                frame.getCapturedAt(),
                frame.getEncoding(),
                frame.getImage(),
                "",
                null,
                Counting.ALL);

        assertThat(plan.lectures()).containsExactly("load-1", "load-2");
        assertThat(plan.copy(frame, "load-2", 0, "again-0").getUserId()).isNull();
        assertThat(plan.copy(owned, "load-2", 0, "again-0"))
                .returns("load-2", Frame::getLectureId)
                .returns("anna", Frame::getSourceId)
                .returns("u-1-2", Frame::getUserId);
    }

    @Test
    void whatIsShiftedIsNeverAheadOfTheClock() throws Exception {
        Instant now = Instant.parse("2026-06-01T12:00:00Z");
        ReplayPlan plan = plan(Recorded.frames("math", "anna", 10));

        assertThat(plan.startingNow(now).end()).isEqualTo(now.plusSeconds(10));
        assertThat(plan.at(ReplaySpeed.of("0.5")).startingNow(now).end()).isEqualTo(now.plusSeconds(10));
        assertThat(plan.at(ReplaySpeed.of("2")).startingNow(now).end()).isEqualTo(now.plusSeconds(5));
        assertThat(plan.at(ReplaySpeed.MAX).times(3).startingNow(now).end()).isEqualTo(now);
        assertThat(plan.at(ReplaySpeed.MAX).startingAt(now).isAheadOfClock(now)).isFalse();
        assertThat(plan.at(ReplaySpeed.MAX).times(100).startingAt(now).isAheadOfClock(now))
                .isTrue();
        assertThat(plan.times(100).startingAt(now).isAheadOfClock(now)).isFalse();
    }

    @Test
    void roundsOfASourceThatWasStartedAgainGoOnAfterItsHighestNumber() throws Exception {
        List<SpecificRecordBase> twice = new ArrayList<>(Recorded.frames("math", "anna", 10));
        twice.add(Recorded.frame("math", "anna", 0, 20_000));
        twice.add(Recorded.frame("math", "anna", 1, 21_000));

        ReplayPlan plan = plan(twice).times(2);

        assertThat(plan.copy(Recorded.frame("math", "anna", 0, 20_000), "math", 1, "again-1")
                        .getSequence())
                .isEqualTo(10);
        assertThat(plan.frames()).isEqualTo(12);
    }

    @Test
    void aPartWithoutFramesIsRefused() throws Exception {
        Path file = Recorded.write(folder.resolve("a.moodrec"), Recorded.frames("math", "anna", 10));
        Span part = new Span(Optional.of(Recorded.START.plusSeconds(60)), Optional.empty());

        assertThatThrownBy(() -> ReplayPlan.of(file, Optional.empty(), part))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no frame of that time");
    }

    @Test
    void twoLecturesNeedAChoice() throws Exception {
        List<SpecificRecordBase> both = new ArrayList<>(Recorded.frames("math", "anna", 2));
        both.addAll(Recorded.frames("physics", "ben", 3));
        Path file = Recorded.write(folder.resolve("two.moodrec"), both);

        assertThatThrownBy(() -> ReplayPlan.of(file, Optional.empty(), Span.ALL))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("holds 2 lectures (math, physics); say which one: --only math");
        assertThatThrownBy(() -> ReplayPlan.of(file, Optional.of("art"), Span.ALL))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--only=art");
        assertThat(ReplayPlan.of(file, Optional.of("physics"), Span.ALL).sources())
                .containsOnlyKeys("ben");
    }

    @Test
    void emotionsCannotBeReplayedIntoFrames() throws Exception {
        FaceEmotions answer = new FaceEmotions(
                "math",
                "anna",
                null,
                0L,
                Recorded.START,
                "standard",
                List.of(),
                "blazeface",
                "",
                null,
                Counting.ALL,
                null,
                null,
                false);
        Path file = Recorded.write(folder.resolve("a.moodrec"), List.of(answer));

        assertThatThrownBy(() -> ReplayPlan.of(file, Optional.empty(), Span.ALL))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("holds emotions without pictures");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "fast", "NaN", "Infinity", ""})
    void aSpeedIsAboveZeroOrMax(String text) {
        assertThatThrownBy(() -> ReplaySpeed.of(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("expected a number above 0");
    }

    private ReplayPlan plan(List<SpecificRecordBase> records) throws Exception {
        return ReplayPlan.of(Recorded.write(folder.resolve("a.moodrec"), records), Optional.empty(), Span.ALL);
    }
}
