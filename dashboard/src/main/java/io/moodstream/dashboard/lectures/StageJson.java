package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.progress.LectureState;
import io.moodstream.dashboard.progress.PipelineWatch;
import io.moodstream.kit.topics.PipelineStage;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a stage is with all lectures.
 *
 * @param stage detector, classifier or recommender
 * @param unread records of its input that it has not read, with the markers of transactions; none if not known
 * @param standsStill whether a lecture waits for it in vain
 */
record StageJson(String stage, @Nullable Long unread, boolean standsStill) {

    static List<StageJson> all(PipelineWatch watch, LectureState state) {
        return all(watch, state.stage() == null ? Set.of() : Set.of(state.stage()));
    }

    static List<StageJson> all(PipelineWatch watch, Set<PipelineStage> standing) {
        return Arrays.stream(PipelineStage.values())
                .map(stage -> new StageJson(
                        stage.toString(),
                        watch.stages().unread(stage, watch.now()).orElse(null),
                        standing.contains(stage)))
                .toList();
    }
}
