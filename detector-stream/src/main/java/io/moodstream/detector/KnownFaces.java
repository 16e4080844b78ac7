package io.moodstream.detector;

import java.time.Duration;
import java.time.Instant;

/**
 * Holds what a source's newest frame showed, near whose faces those of the next one are searched for.
 *
 * @param tracks of the source after that frame
 * @param background of that frame
 * @param sequence number of that frame; -1 if it is not known
 */
record KnownFaces(SourceTracks tracks, Background background, long sequence) {
    /** Before the first frame. */
    static final KnownFaces NONE = new KnownFaces(SourceTracks.NONE, Background.NONE, -1);

    /** After a longer time between two frames a face may be anywhere. A camera of one picture a second is not steady. */
    private static final Duration LONGEST_GAP = Duration.ofMillis(1500);

    /** Returns what is known after the next frame; a late one changes nothing. */
    KnownFaces after(FrameFaces found, long number, Instant capturedAt, IouTracker tracker) {
        IouTracker.Update update = tracker.update(tracks, found.relativeBoxes(), found.surroundings(), capturedAt);
        return update.late() ? this : new KnownFaces(update.after(), found.background(), number);
    }

    /**
     * Returns whether the next frame is searched everywhere whatever is known: the first one of so many numbers.
     * Numbers are the camera's, which a replay keeps; where not all of its pictures come, none may have just a certain
     * number.
     *
     * @param before number of the newest frame
     * @param number of the next one
     * @param every how many numbers
     */
    static boolean isWhole(long before, long number, int every) {
        return every == 1 || Math.floorDiv(before, every) != Math.floorDiv(number, every);
    }

    /**
     * Returns what the next frame is expected to show; nothing every so many frames, as long as a face is missing, if
     * none is known, and if the frame is late or comes more than a second after the one before.
     */
    Expected expected(long number, Instant capturedAt, int every) {
        Instant at = tracks.seenUntil();
        boolean next = capturedAt.isAfter(at) && !capturedAt.isAfter(at.plus(LONGEST_GAP));
        boolean missing = tracks.tracks().stream().anyMatch(track -> track.missed() > 0);
        boolean known = next && !missing && !tracks.tracks().isEmpty() && !isWhole(sequence, number, every);
        return known ? new Expected(tracks.tracks().stream().map(Track::box).toList(), background) : Expected.NOTHING;
    }
}
