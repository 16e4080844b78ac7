package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Holds the faces of a source's newest frame, near which those of the next one are searched for.
 *
 * @param at when that frame was captured
 * @param boxes relative to the frame, from left to right
 */
record KnownFaces(Instant at, List<Box> boxes) {
    /** Before the first frame. */
    static final KnownFaces NONE = new KnownFaces(Instant.MIN, List.of());

    /** After a longer time between two frames a face may be anywhere. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(1);

    KnownFaces {
        boxes = boxes.stream()
                .sorted(Comparator.comparingDouble(Box::x).thenComparingDouble(Box::y))
                .toList();
    }

    /** Returns the faces that the newest frame showed. */
    static KnownFaces of(SourceTracks tracks) {
        return new KnownFaces(
                tracks.seenUntil(),
                tracks.tracks().stream()
                        .filter(track -> track.missed() == 0)
                        .map(Track::box)
                        .toList());
    }

    /** Returns what is known after the next frame; a late one changes nothing. */
    KnownFaces after(FrameFaces found, Instant capturedAt) {
        return IouTracker.isLate(at, capturedAt) ? this : new KnownFaces(capturedAt, found.relativeBoxes());
    }

    /**
     * Returns the faces near which a frame is searched; none if it is searched everywhere: every so many frames, if no
     * face is known, and if the frame is late or comes a second after the one before. Frames are counted by their
     * sequence numbers, which a replay keeps.
     *
     * @param every the frame whose number is a multiple of this is searched everywhere
     */
    List<Box> near(long sequence, Instant capturedAt, int every) {
        boolean next = capturedAt.isAfter(at) && !capturedAt.isAfter(at.plus(LONGEST_GAP));
        return sequence % every != 0 && next ? boxes : List.of();
    }
}
