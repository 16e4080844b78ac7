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
 * Merges the records of several partitions by capture time. The records of one partition keep their order. While a
 * partition with more records to read is empty, no record is passed on, because its next record may be older.
 *
 * @param <P> the partitions' type
 * @param <R> the records' type
 */
final class CaptureMerge<P, R> {
    /** A partition with this many waiting records should not be read for now. */
    private static final int FULL = 16;

    private record Timed<R>(Instant at, R record) {}

    private final Map<P, Deque<Timed<R>>> waiting = new LinkedHashMap<>();

    void add(P partition, Instant at, R record) {
        waiting.computeIfAbsent(partition, key -> new ArrayDeque<>()).add(new Timed<>(at, record));
    }

    /** Returns the partitions with enough waiting records. */
    Set<P> full() {
        return waiting.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= FULL)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Returns whether no record of the partition is waiting. */
    boolean isEmpty(P partition) {
        Deque<Timed<R>> queue = waiting.get(partition);
        return queue == null || queue.isEmpty();
    }

    /** Returns whether no record is waiting. */
    boolean isEmpty() {
        return waiting.values().stream().allMatch(Deque::isEmpty);
    }

    /**
     * Removes and returns the oldest waiting record.
     *
     * @param all every partition
     * @param hasMore whether a partition has more records to read at once
     * @return empty if no record is waiting, or an older one may come
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
