package io.moodstream.detector;

import java.time.Instant;
import java.util.List;

/**
 * Holds the tracks of one source.
 *
 * @param nextId number of the next new track; no number is used twice
 * @param seenUntil capture time of the newest frame; {@link #NEVER} before the first one
 * @param tracks in no order
 */
record SourceTracks(long nextId, Instant seenUntil, List<Track> tracks) {
    /** Before all frames, and yet a number of milliseconds. */
    static final Instant NEVER = Instant.ofEpochMilli(Long.MIN_VALUE);

    /** The tracks before the first frame: none. */
    static final SourceTracks NONE = new SourceTracks(1, NEVER, List.of());

    SourceTracks {
        tracks = List.copyOf(tracks);
    }
}
