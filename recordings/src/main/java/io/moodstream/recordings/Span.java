package io.moodstream.recordings;

import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of event time.
 *
 * @param from earliest time in it, if it has a beginning
 * @param to first time after it, if it has an end
 */
public record Span(Optional<Instant> from, Optional<Instant> to) {
    /** All of time. */
    public static final Span ALL = new Span(Optional.empty(), Optional.empty());

    /**
     * @throws IllegalArgumentException if nothing can be in it
     */
    public Span {
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException("from=" + from.get() + ": expected a moment before to=" + to.get());
        }
    }

    /** Whether a time is within. */
    public boolean holds(Instant at) {
        return from.filter(at::isBefore).isEmpty()
                && to.filter(end -> !at.isBefore(end)).isEmpty();
    }

    /** Whether it is not all of time. */
    public boolean isPart() {
        return from.isPresent() || to.isPresent();
    }
}
