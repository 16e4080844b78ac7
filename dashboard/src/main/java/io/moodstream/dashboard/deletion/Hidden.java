package io.moodstream.dashboard.deletion;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A lecture or a user that nothing shows any more, whose records are still there.
 *
 * @param name its id
 * @param at when it was hidden, by the broker's clock
 * @param topics how many topics have to be read for its records
 * @param partition where the event of a lecture's deletion is; -1 if there is none
 * @param offset where in that partition
 */
public record Hidden(String name, Instant at, int topics, int partition, long offset) {
    /** Returns the deletion before a topic has been read. */
    public Deletion begun() {
        return new Deletion(name, at, topics, false, Map.of(), List.of());
    }
}
