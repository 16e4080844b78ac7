package io.moodstream.dashboard.progress;

/**
 * What became of the frames of a lecture since its start, as the ledger counts them: published = withResult +
 * deadLettered + lost + underWay.
 *
 * @param published frames that were sent to Kafka
 * @param withResult frames that have a result, with faces or without
 * @param deadLettered frames that could not be processed
 * @param lost frames that were sent and that Kafka has not stored
 * @param underWay frames that have no result
 * @param dropped pictures that were dropped at the camera, before they became frames; not published
 */
public record FrameCounts(long published, long withResult, long deadLettered, long lost, long underWay, long dropped) {
    /** No frames. */
    static final FrameCounts NONE = new FrameCounts(0, 0, 0, 0, 0, 0);

    FrameCounts plus(FrameCounts other) {
        return new FrameCounts(
                published + other.published,
                withResult + other.withResult,
                deadLettered + other.deadLettered,
                lost + other.lost,
                underWay + other.underWay,
                dropped + other.dropped);
    }
}
