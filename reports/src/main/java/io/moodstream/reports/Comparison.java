package io.moodstream.reports;

import io.moodstream.reports.statistics.Band;
import io.moodstream.schemas.Emotion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An earlier lecture beside this one.
 *
 * @param lecture its id
 * @param startedAt its first frame
 * @param minutes from its first frame to its last
 * @param participants people seen
 * @param coverage mean, 0 to 1
 * @param shares estimated, with bands; null where there is not enough evidence
 * @param apart expressions whose bands have no value in common with this lecture's
 */
record Comparison(
        String lecture,
        Instant startedAt,
        double minutes,
        int participants,
        double coverage,
        @Nullable Map<Emotion, Band> shares,
        List<Emotion> apart) {}
