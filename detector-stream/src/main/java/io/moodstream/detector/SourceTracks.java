package io.moodstream.detector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The faces followed in one source.
 *
 * @param nextId the next new track's number; numbers are never used twice
 * @param seenUntil capture time of the newest frame
 * @param tracks in no order
 */
record SourceTracks(long nextId, Instant seenUntil, List<Track> tracks) {
    /** Before the first frame. */
    static final SourceTracks NONE = new SourceTracks(1, Instant.MIN, List.of());

    SourceTracks {
        tracks = List.copyOf(tracks);
    }

    /** These, or none if a frame comes so long after the newest that the source counts as new. */
    SourceTracks orForgotten(Instant capturedAt, Duration after) {
        boolean old = !seenUntil.equals(Instant.MIN) && !capturedAt.isBefore(seenUntil.plus(after));
        return old ? NONE : this;
    }
}
