package io.moodstream.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeatNamesTest {
    private static final int SEATS = 20_000;
    /** With 125 million names 1.6 of them are expected to be taken; with a third of a million were 540. */
    private static final int TAKEN = 20;

    private final SeatNames names = new SeatNames();

    @Test
    void namesAreReadableAndHardlyEverTheSame() {
        Set<String> sources = new HashSet<>();
        for (int i = 0; i < SEATS; i++) {
            sources.add(names.source());
        }
        assertThat(sources).allMatch(name -> name.matches("[a-z]{2,10}-[a-z]{2,10}-[1-9]\\d{3}"));
        assertThat(sources).hasSizeGreaterThan(SEATS - TAKEN);
    }
}
