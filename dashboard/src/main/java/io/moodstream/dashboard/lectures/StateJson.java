package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.progress.LectureState;
import io.moodstream.dashboard.progress.LectureState.Kind;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a lecture is doing, as pages and programs see it.
 *
 * @param kind live, behind, stalled, paused, silent, ended or unreachable
 * @param since stalled: since when nothing comes out of the stage, or of the pipeline; silent: the last picture;
 *     unreachable: when Kafka answered last; otherwise none
 * @param behindSeconds how long ago the oldest picture without a result was published, rounded up; 0 if all have
 *     one
 * @param picturesPerSecond pictures that were published per second in the last ten seconds
 * @param resultsPerSecond results per second in the same time
 * @param stage stalled: detector, classifier or recommender, if it is known which one stands still; otherwise none
 */
record StateJson(
        String kind,
        @Iso @Nullable Instant since,
        long behindSeconds,
        double picturesPerSecond,
        double resultsPerSecond,
        @Nullable String stage) {

    /** @param lastAt the latest time of the lecture, for a silent one whose pictures nobody here has seen */
    static StateJson of(LectureState state, @Nullable Instant lastAt) {
        return new StateJson(
                state.kind().name().toLowerCase(Locale.ROOT),
                state.since() > 0 ? Instant.ofEpochMilli(state.since()) : state.kind() == Kind.SILENT ? lastAt : null,
                (state.age() + 999) / 1000,
                state.picturesPerSecond(),
                state.resultsPerSecond(),
                state.stage() == null ? null : state.stage().toString());
    }
}
