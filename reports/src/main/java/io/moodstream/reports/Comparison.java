package io.moodstream.reports;

import io.moodstream.reports.statistics.Band;
import io.moodstream.schemas.Emotion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares an earlier lecture with this one.
 *
 * @param lecture its id
 * @param startedAt its first frame
 * @param minutes from its first frame to its last
 * @param participants number of people seen
 * @param coverage mean coverage, 0 to 1
 * @param shares estimated shares with bands; null if there is not enough evidence
 * @param apart expressions whose bands do not overlap with those of this lecture
 */
record Comparison(
        String lecture,
        Instant startedAt,
        double minutes,
        int participants,
        double coverage,
        @Nullable Map<Emotion, Band> shares,
        List<Emotion> apart) {}
