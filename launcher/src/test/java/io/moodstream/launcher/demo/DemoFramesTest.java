package io.moodstream.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoFramesTest {
    @Test
    void isBehindWhenHalfOfTheResultsComeMoreThanTenSecondsLate() {
        DemoFrames frames = new DemoFrames(news -> {});
        frames.latencies().add(300);
        frames.latencies().add(9_000);
        assertThat(frames.areBehind()).isFalse();

        frames.latencies().add(40_000);
        frames.latencies().add(50_000);
        frames.latencies().add(60_000);
        assertThat(frames.areBehind()).isTrue();
    }
}
