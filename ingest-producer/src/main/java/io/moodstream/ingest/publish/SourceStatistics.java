package io.moodstream.ingest.publish;

import java.util.Map;

/**
 * What has become of a source so far.
 *
 * @param published frames sent, those sent as dead letters among them
 * @param acknowledged frames Kafka has in {@code frames}
 * @param deadLettered frames Kafka has as dead letters because they were too large
 * @param lost frames that were being sent and will not arrive
 * @param scaled frames made smaller to fit
 * @param reconnects how often a broken stream came back
 * @param dropped pictures given up, by reason
 * @param ended whether it has ended and Kafka has all its frames
 */
public record SourceStatistics(
        long published,
        long acknowledged,
        long deadLettered,
        long lost,
        long scaled,
        long reconnects,
        Map<String, Long> dropped,
        boolean ended) {}
