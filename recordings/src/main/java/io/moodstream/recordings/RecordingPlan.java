package io.moodstream.recordings;

import java.time.Duration;
import java.time.Instant;

/**
 * Describes what to record.
 *
 * @param lecture its id
 * @param pictures whether to record frames; otherwise emotions
 * @param span capture times to record
 * @param idle recording ends when no record has arrived for this long
 * @param software version of this software
 */
public record RecordingPlan(String lecture, boolean pictures, Span span, Duration idle, String software) {

    /** Returns whether to record what the topics hold and end; otherwise the recorder follows the lecture. */
    boolean isBounded() {
        return span.isPart();
    }

    /** Returns whether records of this capture time are recorded. */
    boolean includes(Instant at) {
        return span.includes(at);
    }
}
