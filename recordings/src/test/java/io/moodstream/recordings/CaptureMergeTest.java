package io.moodstream.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaptureMergeTest {
    private static final Set<String> ALL = Set.of("a", "b");

    private final CaptureMerge<String, String> merge = new CaptureMerge<>();

    @Test
    void theOldestOfAllPartitionsComesFirstAndEachKeepsItsOrder() {
        add("a", 1, 5, 3);
        add("b", 2, 4, 9);

        assertThat(drain(Set.of())).containsExactly("a1", "b2", "b4", "a5", "a3", "b9");
        assertThat(merge.isEmpty()).isTrue();
    }

    @Test
    void nothingComesWhileAPartitionWithMoreToReadIsEmpty() {
        add("a", 1, 5);

        assertThat(drain(Set.of("b"))).isEmpty();
        add("b", 2);
        assertThat(drain(Set.of("b"))).containsExactly("a1", "b2");
        assertThat(drain(Set.of())).containsExactly("a5");
    }

    @Test
    void aPartitionThatIsFarAheadIsFull() {
        for (int i = 0; i < 16; i++) {
            add("a", i);
        }
        add("b", 1);

        assertThat(merge.full()).containsExactly("a");
    }

    private void add(String partition, int... times) {
        for (int time : times) {
            merge.add(partition, Instant.ofEpochSecond(time), partition + time);
        }
    }

    private List<String> drain(Set<String> withMore) {
        List<String> drained = new ArrayList<>();
        for (var next = merge.next(ALL, withMore::contains);
                next.isPresent();
                next = merge.next(ALL, withMore::contains)) {
            drained.add(next.get());
        }
        return drained;
    }
}
