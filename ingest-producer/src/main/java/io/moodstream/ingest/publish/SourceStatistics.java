package io.moodstream.ingest.publish;

import java.util.Map;

/**
 * Counts of a source so far.
 *
 * @param published frames sent, including those sent as dead letters
 * @param acknowledged frames that Kafka has stored in {@code frames}
 * @param deadLettered frames that Kafka has stored as dead letters because they were too large
 * @param broken frames whose picture cannot be decoded, of which the detector makes dead letters
 * @param lost frames that were sent and did not arrive
 * @param scaled frames scaled down to fit
 * @param reconnects how often a broken stream was opened again
 * @param dropped dropped pictures, by reason
 * @param ended whether it has ended and Kafka has all its frames
 */
public record SourceStatistics(
        long published,
        long acknowledged,
        long deadLettered,
        long broken,
        long lost,
        long scaled,
        long reconnects,
        Map<String, Long> dropped,
        boolean ended) {}
