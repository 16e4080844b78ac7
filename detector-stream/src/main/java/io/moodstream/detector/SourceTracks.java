package io.moodstream.detector;

import java.time.Instant;
import java.util.List;

/**
 * Holds the tracks of one source.
 *
 * @param nextId number of the next new track; no number is used twice
 * @param seenUntil capture time of the newest frame
 * @param tracks in no order
 */
record SourceTracks(long nextId, Instant seenUntil, List<Track> tracks) {
    /** The tracks before the first frame: none. */
    static final SourceTracks NONE = new SourceTracks(1, Instant.MIN, List.of());

    SourceTracks {
        tracks = List.copyOf(tracks);
    }
}
