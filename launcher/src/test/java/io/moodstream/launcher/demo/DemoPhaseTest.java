package io.moodstream.launcher.demo;

import static io.moodstream.launcher.demo.DemoPhase.ENDED;
import static io.moodstream.launcher.demo.DemoPhase.FAILED;
import static io.moodstream.launcher.demo.DemoPhase.IDLE;
import static io.moodstream.launcher.demo.DemoPhase.PLAYING;
import static io.moodstream.launcher.demo.DemoPhase.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.launcher.demo.DemoPhase.Situation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoPhaseTest {
    private static final Situation UNDER_WAY = new Situation(false, false, false, false, false, false);

    @Test
    void playsUntilEveryFrameIsAnsweredAndThenGoesOnForWhoeverWatches() {
        assertThat(PLAYING.next(UNDER_WAY)).isEqualTo(PLAYING);
        assertThat(PLAYING.next(answered(false, false))).isEqualTo(IDLE);
        assertThat(IDLE.next(answered(false, true))).isEqualTo(IDLE);
    }

    @Test
    void withExitItEndsWhenTheLectureIsOverToo() {
        assertThat(PLAYING.next(answered(true, false))).isEqualTo(PLAYING);
        assertThat(PLAYING.next(answered(true, true))).isEqualTo(ENDED);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAYING", "IDLE"})
    void aSignalStopsTheSources(DemoPhase phase) {
        assertThat(phase.next(new Situation(false, true, false, false, false, false)))
                .isEqualTo(STOPPING);
    }

    @Test
    void onceStoppedItEndsWhenTheLectureIsOver() {
        assertThat(STOPPING.next(new Situation(false, true, false, false, true, false)))
                .isEqualTo(STOPPING);
        assertThat(STOPPING.next(new Situation(false, true, false, false, true, true)))
                .isEqualTo(ENDED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterAFailureItWaitsForWhatIsUnderWayButNotForEver(boolean stopping) {
        assertThat(PLAYING.next(new Situation(false, stopping, true, false, false, false)))
                .isEqualTo(FAILED);
        assertThat(STOPPING.next(new Situation(false, stopping, true, false, false, false)))
                .isEqualTo(FAILED);
        assertThat(FAILED.next(new Situation(false, stopping, true, false, true, false)))
                .isEqualTo(FAILED);
        assertThat(FAILED.next(new Situation(false, stopping, true, false, true, true)))
                .isEqualTo(ENDED);
        assertThat(FAILED.next(new Situation(false, stopping, true, true, false, false)))
                .isEqualTo(ENDED);
    }

    private static Situation answered(boolean exits, boolean lectureIsOver) {
        return new Situation(exits, false, false, false, true, lectureIsOver);
    }
}
