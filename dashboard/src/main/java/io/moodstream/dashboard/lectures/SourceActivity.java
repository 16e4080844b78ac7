package io.moodstream.dashboard.lectures;

import io.moodstream.schemas.CountedFaces;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The activity of one source of a lecture in the last minute. Times are UTC milliseconds. */
final class SourceActivity {
    private static final long ACTIVE_MILLIS = 10_000;

    /** A larger gap means that the source has restarted its numbers. */
    private static final long MOST_DROPPED = 10_000;

    private final LastMinute gaps = new LastMinute();
    private final LastMinute deadLetters = new LastMinute();
    private long heardAt;
    private long resultAt;
    private long sequence = -1;
    private @Nullable FaceEmotions latest;
    private @Nullable Instant relaidAt;
    private int faces;
    private int readable;

    void result(FaceEmotions frame, long now) {
        long gap = frame.getSequence() - sequence - 1;
        if (sequence >= 0 && gap > 0 && gap <= MOST_DROPPED) {
            gaps.add(now / 1000, (int) gap);
        }
        sequence = frame.getSequence();
        List<FaceEmotion> counted = CountedFaces.of(frame);
        faces = counted.size();
        readable = (int) counted.stream().filter(FaceEmotion::getReadable).count();
        latest = frame;
        relaidAt = frame.getRelaid() ? frame.getCapturedAt() : relaidAt;
        resultAt = now;
        heardAt = now;
    }

    void deadLetter(long now) {
        deadLetters.add(now / 1000, 1);
        heardAt = now;
    }

    boolean isActive(long now) {
        return now - heardAt <= ACTIVE_MILLIS;
    }

    /** Returns whether the last result is recent, so that its faces are current. */
    boolean hasResult(long now) {
        return now - resultAt <= ACTIVE_MILLIS;
    }

    boolean isForgotten(long now) {
        return now - heardAt > LastMinute.SECONDS * 1000;
    }

    /** Returns what the latest result shows; none without a result. */
    Optional<SourceJson> json(long now) {
        return Optional.ofNullable(latest).map(frame -> SourceJson.of(frame, hasResult(now), relaidAt));
    }

    /** Returns how many numbers are missing, without those of dead letters. */
    int dropped(long now) {
        return Math.max(0, gaps.sum(now / 1000) - deadLettered(now));
    }

    int deadLettered(long now) {
        return deadLetters.sum(now / 1000);
    }

    int faces() {
        return faces;
    }

    int readable() {
        return readable;
    }
}
