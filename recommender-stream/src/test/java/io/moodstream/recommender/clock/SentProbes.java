package io.moodstream.recommender.clock;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Notes which probes are sent, each round into two partitions. */
final class SentProbes implements Probes {
    /** The lecture and the number of each round. */
    final List<String> rounds = new ArrayList<>();

    /** The number of each round. */
    final List<Long> numbers = new ArrayList<>();

    /** Whether Kafka takes them. */
    boolean reachable = true;

    @Override
    public String run() {
        return Heard.STAGE;
    }

    @Override
    public Set<String> send(String lectureId, long number) {
        rounds.add(lectureId + " " + number);
        numbers.add(number);
        return reachable ? Set.of("probe-0", "probe-1") : Set.of();
    }
}
