package io.moodstream.kit.ledger;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of frames. Every published frame is in exactly one of withFaces, withoutFaces, deadLettered, lost,
 * underWay, missing and expired.
 *
 * @param published frames that were sent to Kafka
 * @param withFaces frames whose result has at least one face
 * @param withoutFaces frames whose result has no face
 * @param deadLettered frames that became dead letters, by reason
 * @param lost frames that were sent and that Kafka has not stored
 * @param underWay frames whose result may still come
 * @param missing frames whose result will not come any more; 0 unless something is broken
 * @param expired frames of which only the publisher's status tells, because the topics no longer keep them
 * @param dropped pictures that were dropped at the camera, before they became frames, by reason; not published
 */
public record FrameSums(
        long published,
        long withFaces,
        long withoutFaces,
        Map<String, Long> deadLettered,
        long lost,
        long underWay,
        long missing,
        long expired,
        Map<String, Long> dropped) {
    /** No frames. */
    public static final FrameSums NONE = new FrameSums(0, 0, 0, Map.of(), 0, 0, 0, 0, Map.of());

    /** Sorts the reasons. */
    public FrameSums {
        deadLettered = new TreeMap<>(deadLettered);
        dropped = new TreeMap<>(dropped);
    }

    /** Returns the sums of these frames and others. */
    public FrameSums plus(FrameSums other) {
        return new FrameSums(
                published + other.published,
                withFaces + other.withFaces,
                withoutFaces + other.withoutFaces,
                plus(deadLettered, other.deadLettered),
                lost + other.lost,
                underWay + other.underWay,
                missing + other.missing,
                expired + other.expired,
                plus(dropped, other.dropped));
    }

    private static Map<String, Long> plus(Map<String, Long> some, Map<String, Long> others) {
        Map<String, Long> sum = new TreeMap<>(some);
        others.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return sum;
    }

    /** Returns the sum of counts by reason. */
    public static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
