package io.moodstream.kit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NumberRangesTest {
    private final NumberRanges numbers = new NumberRanges();

    @Test
    void neighboursBecomeOneRange() {
        for (long number : new long[] {20, 17, 25, 22, 21, 24, 23}) {
            assertThat(numbers.add(number)).isTrue();
        }
        assertThat(numbers.add(22)).isFalse();

        assertThat(numbers).hasToString("17, 20-25");
        assertThat(numbers.size()).isEqualTo(7);
    }

    @Test
    void gapsAreTheNumbersThatNoOtherSetContains() {
        NumberRanges some = new NumberRanges();
        NumberRanges others = new NumberRanges();
        some.add(0);
        some.add(1);
        others.add(2);
        others.add(5);

        numbers.addGaps(8, some, others);

        assertThat(numbers).hasToString("3-4, 6-7");
    }

    @Test
    void anyNumbersInAnyOrderAreTheSameSet() {
        TreeSet<Long> expected = new TreeSet<>();
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            long number = random.nextInt(500);
            assertThat(numbers.add(number)).isEqualTo(expected.add(number));
        }
        assertThat(numbers.size()).isEqualTo(expected.size());
        for (long number = -1; number <= 500; number++) {
            assertThat(numbers.contains(number)).isEqualTo(expected.contains(number));
        }
    }
}
