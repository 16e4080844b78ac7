package io.moodstream.ingest.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What to record.
 *
 * @param lecture its id
 * @param pictures whether frames; otherwise emotions
 * @param from earliest capture time, if there is one
 * @param to capture time from which on nothing is taken, if there is one
 * @param idle recording ends when nothing has come for so long
 * @param software version that records
 */
public record RecordingPlan(
        String lecture,
        boolean pictures,
        Optional<Instant> from,
        Optional<Instant> to,
        Duration idle,
        String software) {

    /** Whether it takes what the topics hold and ends; otherwise it follows the lecture. */
    boolean isHeldOnly() {
        return from.isPresent() || to.isPresent();
    }

    /** Whether a capture time is within. */
    boolean holds(Instant at) {
        return from.filter(at::isBefore).isEmpty()
                && to.filter(end -> !at.isBefore(end)).isEmpty();
    }
}
