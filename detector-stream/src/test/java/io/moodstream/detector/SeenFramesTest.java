package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeenFramesTest {
    private SeenFrames seen = SeenFrames.NONE;

    private boolean isNew(String run, long sequence) {
        Optional<SeenFrames> after = seen.with(run, sequence);
        seen = after.orElse(seen);
        return after.isPresent();
    }

    @Test
    void aNumberThatComesTwiceIsNewOnce() {
        assertThat(isNew("a", 0)).isTrue();
        assertThat(isNew("a", 1)).isTrue();
        assertThat(isNew("a", 1)).isFalse();
        assertThat(isNew("a", 0)).isFalse();
        assertThat(isNew("a", 2)).isTrue();
    }

    @Test
    void aNumberThatWasLeftOutMayStillComeOnce() {
        assertThat(isNew("a", 0)).isTrue();
        assertThat(isNew("a", 5)).isTrue();
        assertThat(isNew("a", 3)).isTrue();
        assertThat(isNew("a", 3)).isFalse();
        assertThat(isNew("a", 4)).isTrue();
    }

    @Test
    void aRunMayBeginInTheMiddleAndOutOfOrder() {
        assertThat(isNew("a", 1000)).isTrue();
        assertThat(isNew("a", 998)).isTrue();
        assertThat(isNew("a", 998)).isFalse();
        assertThat(isNew("a", 100)).as("too far back").isFalse();
    }

    @Test
    void anotherRunCountsFromTheBeginning() {
        assertThat(isNew("a", 0)).isTrue();
        assertThat(isNew("b", 0)).isTrue();
        assertThat(isNew("a", 0)).isFalse();
        assertThat(isNew("b", 0)).isFalse();
    }

    @Test
    void aFrameWithoutARunIsAlwaysNew() {
        assertThat(isNew("", 0)).isTrue();
        assertThat(isNew("", 0)).isTrue();
        assertThat(seen.runs()).isEmpty();
    }

    @Test
    void whatIsRememberedIsBounded() {
        isNew("a", 0);
        isNew("a", 1_000_000);
        assertThat(seen.runs().get(0).getMissing()).hasSize(1000).startsWith(999_000L);
        for (int run = 0; run < 10; run++) {
            isNew("run-" + run, 0);
        }
        assertThat(seen.runs()).hasSize(4);
    }
}
