package io.moodstream.recordings;

import java.time.Duration;
import java.time.Instant;

/**
 * What to record.
 *
 * @param lecture its id
 * @param pictures whether frames; otherwise emotions
 * @param span capture times that are taken
 * @param idle recording ends when nothing has come for so long
 * @param software version that records
 */
public record RecordingPlan(String lecture, boolean pictures, Span span, Duration idle, String software) {

    /** Whether it takes what the topics hold and ends; otherwise it follows the lecture. */
    boolean isHeldOnly() {
        return span.isPart();
    }

    /** Whether a capture time is within. */
    boolean holds(Instant at) {
        return span.holds(at);
    }
}
