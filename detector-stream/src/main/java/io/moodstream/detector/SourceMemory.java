package io.moodstream.detector;

import java.time.Duration;
import java.time.Instant;

/**
 * Holds what is remembered of one source.
 *
 * @param tracks its tracks
 * @param main which face counts, if it belongs to a user
 * @param picture since when its picture is the same
 * @param background what its newest frame showed beside the faces
 * @param sequence number of its newest frame; -1 if it is not known
 */
record SourceMemory(SourceTracks tracks, MainFace main, StillPicture picture, Background background, long sequence) {
    /** Before the first frame. */
    static final SourceMemory NONE =
            new SourceMemory(SourceTracks.NONE, MainFace.NONE, StillPicture.NONE, Background.NONE, -1);

    /** Returns this, or nothing if a frame comes so long after the newest one that the source begins anew. */
    SourceMemory orForgotten(Instant capturedAt, Duration after) {
        Instant newest = tracks.seenUntil();
        boolean old = !newest.equals(Instant.MIN) && !capturedAt.isBefore(newest.plus(after));
        return old ? NONE : this;
    }
}
