package io.moodstream.dashboard.lectures;

import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;

/** One source of a lecture, as far as its last minute tells. Times are UTC milliseconds. */
final class SourceActivity {
    private static final long ACTIVE_MILLIS = 10_000;

    /** A source that jumps by more has begun anew. */
    private static final long MOST_DROPPED = 10_000;

    private final LastMinute gaps = new LastMinute();
    private final LastMinute deadLetters = new LastMinute();
    private long heardAt;
    private long answeredAt;
    private long sequence = -1;
    private int faces;
    private int readable;

    void answered(FaceEmotions frame, long now) {
        long gap = frame.getSequence() - sequence - 1;
        if (sequence >= 0 && gap > 0 && gap <= MOST_DROPPED) {
            gaps.add(now / 1000, (int) gap);
        }
        sequence = frame.getSequence();
        faces = frame.getFaces().size();
        readable =
                (int) frame.getFaces().stream().filter(FaceEmotion::getReadable).count();
        answeredAt = now;
        heardAt = now;
    }

    void deadLetter(long now) {
        deadLetters.add(now / 1000, 1);
        heardAt = now;
    }

    boolean isActive(long now) {
        return now - heardAt <= ACTIVE_MILLIS;
    }

    /** Whether its faces are those that it sees now. */
    boolean isAnswered(long now) {
        return now - answeredAt <= ACTIVE_MILLIS;
    }

    boolean isForgotten(long now) {
        return now - heardAt > LastMinute.SECONDS * 1000;
    }

    /** Numbers that are missing and not by a dead letter. */
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
