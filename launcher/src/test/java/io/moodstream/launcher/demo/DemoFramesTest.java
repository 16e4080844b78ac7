package io.moodstream.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.topics.FrameKey;
import java.time.Duration;
import org.awaitility.Awaitility;
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

    @Test
    void asksForFewerPicturesWhileOneHasWaitedForTwoSeconds() {
        DemoFrames frames = new DemoFrames(news -> {});
        FrameKey first = new FrameKey("algebra/sample", "run", 0);
        assertThat(frames.isBehind()).isFalse();

        frames.publishing(first, 0);
        assertThat(frames.isBehind()).isFalse();
        Awaitility.await().atLeast(Duration.ofSeconds(1)).until(frames::isBehind);

        frames.accounts().answered(first, 25, 0);
        assertThat(frames.isBehind()).isFalse();
    }

    @Test
    void tellsASlowStartFromAComputerThatIsTooSlow() {
        DemoFrames frames = new DemoFrames(news -> {});
        for (int dropped = 1; dropped < 50; dropped++) {
            frames.dropped("algebra/sample", "behind");
        }
        assertThat(frames.areLeftOut()).isFalse();

        frames.dropped("algebra/sample", "behind");

        assertThat(frames.areLeftOut()).isTrue();
        assertThat(frames.summary().line()).startsWith("0 frames published (50 dropped before they were published): ");
        for (int published = 0; published < 501; published++) {
            frames.publishing(new FrameKey("algebra/sample", "run", published), 0);
        }
        assertThat(frames.areLeftOut()).as("less than a tenth").isFalse();
    }

    @Test
    void whatACameraSendsAtOnceIsNotTheComputersFault() {
        DemoFrames frames = new DemoFrames(news -> {});
        for (int dropped = 0; dropped < 100; dropped++) {
            frames.dropped("algebra/hall", "source-burst");
        }
        assertThat(frames.areLeftOut()).isFalse();
    }
}
