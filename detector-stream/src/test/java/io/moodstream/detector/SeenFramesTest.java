package io.moodstream.detector;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.detector.state.SourceNumbers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeenFramesTest {
    private @Nullable SourceNumbers seen;

    private boolean isNew(String run, long sequence) {
        SourceNumbers after = SeenFrames.add(seen, run, sequence, 0);
        seen = after == null ? seen : after;
        return after != null;
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
    void whatIsRememberedIsBounded() {
        isNew("a", 0);
        isNew("a", 1_000_000);
        assertThat(requireNonNull(seen).getRuns().get(0).getMissing())
                .hasSize(1000)
                .startsWith(999_000L);
        for (int run = 0; run < 10; run++) {
            isNew("run-" + run, 0);
        }
        assertThat(requireNonNull(seen).getRuns()).hasSize(4);
    }
}
