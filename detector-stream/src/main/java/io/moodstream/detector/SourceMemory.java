package io.moodstream.detector;

import java.time.Duration;
import java.time.Instant;

/**
 * Holds what is remembered of one source.
 *
 * @param seen which of its frames have been seen
 * @param tracks its tracks
 * @param main which face counts, if it belongs to a user
 * @param picture since when its picture is the same
 * @param background what its newest frame showed beside the faces
 * @param sequence number of its newest frame; -1 if it is not known
 */
record SourceMemory(
        SeenFrames seen,
        SourceTracks tracks,
        MainFace main,
        StillPicture picture,
        Background background,
        long sequence) {
    /** Before the first frame. */
    static final SourceMemory NONE =
            new SourceMemory(SeenFrames.NONE, SourceTracks.NONE, MainFace.NONE, StillPicture.NONE, Background.NONE, -1);

    /** Returns this with other frames seen. */
    SourceMemory with(SeenFrames frames) {
        return new SourceMemory(frames, tracks, main, picture, background, sequence);
    }

    /** Returns this, or the frames seen alone if a frame comes so long after the newest one that the source begins anew. */
    SourceMemory orForgotten(Instant capturedAt, Duration after) {
        Instant newest = tracks.seenUntil();
        boolean old = !newest.equals(SourceTracks.NEVER) && !capturedAt.isBefore(newest.plus(after));
        return old ? NONE.with(seen) : this;
    }
}
