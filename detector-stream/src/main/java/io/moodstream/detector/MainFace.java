package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Decides which face of a user's source is the user: the largest and most central one. It stays so for as long as its
 * track lives, even while it is not found, so that somebody who walks by does not take its place. Only a face that is
 * by far more prominent for some seconds does, or that is the most prominent for as long after the user is lost.
 *
 * @param track number of its track; 0 if there was none yet
 * @param rival number of the track that may take its place; 0 if there is none
 * @param rivalSince since when it may
 */
record MainFace(long track, long rival, Instant rivalSince) {
    /** Before the first face. */
    static final MainFace NONE = new MainFace(0, 0, Instant.EPOCH);

    /** How many times as prominent as the main face another one must be to take its place. */
    private static final float BY_FAR = 2;

    /** For how long it must be so. */
    private static final Duration TAKES_OVER_AFTER = Duration.ofSeconds(3);

    /**
     * Returns the main face after a frame.
     *
     * @param tracks the tracks after the frame
     * @param ids track numbers of the frame's faces
     * @param boxes their boxes, relative to the frame, in the same order
     */
    MainFace after(SourceTracks tracks, List<Long> ids, List<Box> boxes, Instant at) {
        boolean lives = tracks.tracks().stream().anyMatch(known -> known.id() == track);
        int best = mostProminent(boxes);
        if (track == 0) {
            return best < 0 ? NONE : new MainFace(ids.get(best), 0, Instant.EPOCH);
        }
        if (!lives) {
            return best < 0 ? new MainFace(track, 0, Instant.EPOCH) : challenged(ids.get(best), at);
        }
        int main = ids.indexOf(track);
        if (main < 0 || prominence(boxes.get(best)) < BY_FAR * prominence(boxes.get(main))) {
            return new MainFace(track, 0, Instant.EPOCH);
        }
        return challenged(ids.get(best), at);
    }

    /** Returns the face that takes the place, or that waits for it. */
    private MainFace challenged(long challenger, Instant at) {
        Instant since = challenger == rival ? rivalSince : at;
        boolean takesOver = Duration.between(since, at).compareTo(TAKES_OVER_AFTER) >= 0;
        return takesOver ? new MainFace(challenger, 0, Instant.EPOCH) : new MainFace(track, challenger, since);
    }

    private static int mostProminent(List<Box> boxes) {
        return IntStream.range(0, boxes.size())
                .boxed()
                .reduce((a, b) -> prominence(boxes.get(b)) > prominence(boxes.get(a)) ? b : a)
                .orElse(-1);
    }

    /** Returns the area of a face, which counts in full in the middle of the frame and a tenth in its corners. */
    private static float prominence(Box box) {
        double fromMiddle = Math.hypot(box.centreX() - 0.5, box.centreY() - 0.5) / Math.hypot(0.5, 0.5);
        return box.area() * (float) Math.max(0.1, 1 - fromMiddle);
    }
}
