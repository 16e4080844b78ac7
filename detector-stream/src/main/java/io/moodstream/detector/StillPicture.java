package io.moodstream.detector;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers since when a source has sent the same pixels, by event time.
 *
 * @param content checksum of the newest frame's pixels
 * @param since capture time of the first frame with them
 */
record StillPicture(int content, Instant since) {
    /** Before the first frame. */
    static final StillPicture NONE = new StillPicture(0, Instant.EPOCH);

    /**
     * Returns what is remembered after the next frame, which is not older than the newest one or begins anew. Where the
     * source sent nothing for long, nobody knows what it would have shown: time begins anew.
     *
     * @param newest capture time of the frame before
     * @param gap from which on such a silence is long
     */
    StillPicture after(int next, Instant at, Instant newest, Duration gap) {
        boolean same = next == content
                && !since.equals(Instant.EPOCH)
                && !at.isBefore(since)
                && Duration.between(newest, at).compareTo(gap) < 0;
        return same ? this : new StillPicture(next, at);
    }

    /**
     * Returns since when the source of a frame is frozen; none if its picture has not been the same for that long.
     *
     * @param shown checksum of the frame's pixels; the frame may be late
     */
    Optional<Instant> frozen(int shown, Instant at, Duration after) {
        boolean frozen = shown == content && Duration.between(since, at).compareTo(after) >= 0;
        return frozen ? Optional.of(since) : Optional.empty();
    }
}
