package io.moodstream.recordings;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Merges the records of several partitions by capture time. Those of one partition keep their order; nothing leaves
 * while a partition that has more to come stands empty, for its next record may be older.
 *
 * @param <P> what tells partitions apart
 * @param <R> the records
 */
final class CaptureMerge<P, R> {
    /** A partition that has so many waiting should not be read for now. */
    private static final int FULL = 16;

    private record Timed<R>(Instant at, R record) {}

    private final Map<P, Deque<Timed<R>>> waiting = new LinkedHashMap<>();

    void add(P partition, Instant at, R record) {
        waiting.computeIfAbsent(partition, key -> new ArrayDeque<>()).add(new Timed<>(at, record));
    }

    /** Partitions that have enough waiting. */
    Set<P> full() {
        return waiting.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= FULL)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Whether none waits of that partition. */
    boolean isEmpty(P partition) {
        Deque<Timed<R>> queue = waiting.get(partition);
        return queue == null || queue.isEmpty();
    }

    /** Whether none waits at all. */
    boolean isEmpty() {
        return waiting.values().stream().allMatch(Deque::isEmpty);
    }

    /**
     * Takes the oldest.
     *
     * @param all every partition
     * @param hasMore whether more of a partition is to come at once
     * @return empty when none waits, or an older one may come
     */
    Optional<R> next(Set<P> all, Predicate<P> hasMore) {
        if (all.stream().anyMatch(partition -> isEmpty(partition) && hasMore.test(partition))) {
            return Optional.empty();
        }
        return oldest().map(queue -> queue.remove().record());
    }

    private Optional<Deque<Timed<R>>> oldest() {
        @Nullable Deque<Timed<R>> oldest = null;
        Instant least = Instant.MAX;
        for (Deque<Timed<R>> queue : waiting.values()) {
            Timed<R> head = queue.peek();
            if (head != null && (oldest == null || head.at().isBefore(least))) {
                oldest = queue;
                least = head.at();
            }
        }
        return Optional.ofNullable(oldest);
    }
}
