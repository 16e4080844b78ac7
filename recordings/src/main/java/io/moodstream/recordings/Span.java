package io.moodstream.recordings;

import java.time.Instant;
import java.util.Optional;

/**
 * Describes a span of event time.
 *
 * @param from earliest time in it, if it has a beginning
 * @param to first time after it, if it has an end
 */
public record Span(Optional<Instant> from, Optional<Instant> to) {
    /** The span without beginning and end. */
    public static final Span ALL = new Span(Optional.empty(), Optional.empty());

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if the span is empty
     */
    public Span {
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException("from=" + from.get() + ": expected a moment before to=" + to.get());
        }
    }

    /** Returns whether a time is in the span. */
    public boolean includes(Instant at) {
        return from.filter(at::isBefore).isEmpty()
                && to.filter(end -> !at.isBefore(end)).isEmpty();
    }

    /** Returns whether the span has a beginning or an end. */
    public boolean isPart() {
        return from.isPresent() || to.isPresent();
    }
}
