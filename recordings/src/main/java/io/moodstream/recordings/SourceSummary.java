package io.moodstream.recordings;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Summarizes one source of a recording.
 *
 * @param lectureId its lecture
 * @param sourceId its id there
 * @param userId pseudonym of the person it belongs to, if it belongs to one
 * @param records number of frames or emotions
 * @param first earliest capture time
 * @param last latest capture time
 * @param spacing usual time between two records, the median; zero for a single one
 * @param missing how many sequence numbers are missing
 * @param duplicates how many records repeat a sequence number of their run
 * @param outOfOrder how many records were captured before a record that precedes them
 * @param imageBytes bytes of all pictures
 * @param lastSequence highest sequence number
 * @param runs how often the source was started; its numbers begin anew each time
 * @param signals how many signals it has sent, which are no records here
 */
public record SourceSummary(
        String lectureId,
        String sourceId,
        Optional<String> userId,
        long records,
        Instant first,
        Instant last,
        Duration spacing,
        long missing,
        long duplicates,
        long outOfOrder,
        long imageBytes,
        long lastSequence,
        int runs,
        long signals) {

    /** Returns the records per second between the first and the last; 0 for a single one. */
    public double rate() {
        double seconds = Duration.between(first, last).toMillis() / 1000.0;
        return seconds <= 0 ? 0 : (records - 1) / seconds;
    }
}
