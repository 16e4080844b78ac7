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

    /** Returns what is remembered after the next frame, which is not older than the newest one or begins anew. */
    StillPicture after(int next, Instant at) {
        return next == content && !since.equals(Instant.EPOCH) && !at.isBefore(since)
                ? this
                : new StillPicture(next, at);
    }

    /** Returns since when the source is frozen; none if its picture has not been the same for that long. */
    Optional<Instant> frozen(Instant at, Duration after) {
        return Duration.between(since, at).compareTo(after) >= 0 ? Optional.of(since) : Optional.empty();
    }
}
