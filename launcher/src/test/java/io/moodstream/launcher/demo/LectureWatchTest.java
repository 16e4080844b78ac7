package io.moodstream.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.Settings;
import io.moodstream.recommender.RecommenderConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LectureWatchTest {
    private static final Instant AT = Instant.parse("2026-03-02T08:00:07Z");
    private static final Instant WINDOW_END = Instant.parse("2026-03-02T08:00:10Z");

    private long nanos;
    private final LectureWatch watch = new LectureWatch(
            new Settings(Map.of("RECOMMENDER_SILENCE", "8s", "RECOMMENDER_LECTURE_END", "10s"))
                    .bind(RecommenderConfig.class),
            () -> nanos);

    @Test
    void withoutAnAnsweredFrameThereIsNothingToWaitFor() {
        watch.other(AT);
        assertThat(watch.isOver()).isTrue();
    }

    @Test
    void aloneItWaitsForTheReport() {
        watch.own(AT);
        watch.closed(WINDOW_END);
        pass(600);
        assertThat(watch.isOver()).isFalse();

        watch.reported();
        assertThat(watch.isOver()).isTrue();
    }

    @Test
    void aReportFromBeforeTheLastFrameIsNotTheLast() {
        watch.own(AT);
        watch.reported();
        watch.own(AT.plusMillis(200));
        assertThat(watch.isOver()).isFalse();
    }

    @Test
    void whileOthersSendTheOwnWindowsAreEnough() {
        watch.own(AT);
        watch.other(AT);
        watch.closed(WINDOW_END.minusSeconds(10));
        assertThat(watch.isOver()).isFalse();

        watch.closed(WINDOW_END);
        assertThat(watch.isOver()).isTrue();
    }

    @Test
    void whenTheOthersHaveGoneTheReportIsWaitedFor() {
        watch.own(AT);
        watch.other(AT);
        watch.closed(WINDOW_END);
        pass(11);
        assertThat(watch.isOver()).isFalse();

        watch.reported();
        assertThat(watch.isOver()).isTrue();
    }

    @Test
    void aWindowOfWhichNothingIsHeardHasClosedWhenTheOthersAreWellBeyondIt() {
        watch.own(AT);
        watch.other(AT.plusSeconds(28));
        assertThat(watch.isOver()).isFalse();

        watch.other(AT.plusMillis(28_001));
        assertThat(watch.isOver()).isTrue();
    }

    @Test
    void howLongAPipelineThatIsBehindTakesDoesNotMatter() {
        watch.own(AT);
        for (int second = 0; second < 100; second++) {
            pass(1);
            watch.other(AT.plusMillis(second * 200));
            assertThat(watch.isOver()).isFalse();
        }
    }

    private void pass(long seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }
}
