package io.moodstream.recordings;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a recording holds of one source.
 *
 * @param lectureId its lecture
 * @param sourceId its id there
 * @param userId pseudonym of the person it belongs to, if it belongs to one
 * @param records frames or emotions
 * @param first earliest capture time
 * @param last latest capture time
 * @param spacing usual time between two records, the median; zero for a single one
 * @param missing numbers that no record has
 * @param duplicates records whose number came before
 * @param outOfOrder records captured before one that stands before them
 * @param imageBytes bytes of all pictures
 * @param lastSequence highest number
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
        long lastSequence) {

    /** Records a second over its span; 0 for a single one. */
    public double rate() {
        double seconds = Duration.between(first, last).toMillis() / 1000.0;
        return seconds <= 0 ? 0 : (records - 1) / seconds;
    }
}
