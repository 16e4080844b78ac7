package io.moodstream.dashboard.progress;

import io.moodstream.kit.topics.PipelineStage;
import org.jspecify.annotations.Nullable;

/**
 * Says how a lecture is doing. Pages, API, health and metrics all say this.
 *
 * @param kind what it is doing
 * @param since for {@link Kind#STALLED} the last result, for {@link Kind#SILENT} the last picture, for
 *     {@link Kind#UNREACHABLE} when Kafka last answered; UTC milliseconds, 0 if that is not known or means nothing
 * @param age age of the oldest picture without a result, milliseconds; 0 if all have one
 * @param picturesPerSecond pictures published per second, of late
 * @param resultsPerSecond results per second, of late
 * @param stage for {@link Kind#STALLED} the stage that stands still; none if that is not known
 */
public record LectureState(
        Kind kind,
        long since,
        long age,
        double picturesPerSecond,
        double resultsPerSecond,
        @Nullable PipelineStage stage) {
    /** Lists what a lecture can be doing. */
    public enum Kind {
        /** Pictures come, and results keep up. */
        LIVE,
        /** Results come, ten seconds late or more. */
        BEHIND,
        /** Pictures wait, and for ten seconds or more nothing has come out of the pipeline. */
        STALLED,
        /** Every camera is paused. */
        PAUSED,
        /** Nobody publishes pictures. */
        SILENT,
        /** There is a report. */
        ENDED,
        /** The dashboard cannot reach Kafka, so it knows nothing new. */
        UNREACHABLE
    }

    /** The state of a lecture with a report. */
    public static final LectureState ENDED = of(Kind.ENDED, 0);

    static LectureState of(Kind kind, long since) {
        return new LectureState(kind, since, 0, 0, 0, null);
    }

    /** Returns whether the lecture goes on: pictures come or wait, or its cameras are paused. */
    public boolean isRunning() {
        return switch (kind) {
            case LIVE, BEHIND, STALLED, PAUSED -> true;
            case SILENT, ENDED, UNREACHABLE -> false;
        };
    }

    /** Returns the state of a running lecture while Kafka cannot be reached. */
    public LectureState unreachable(long lostAt) {
        return isRunning() ? of(Kind.UNREACHABLE, lostAt) : this;
    }
}
