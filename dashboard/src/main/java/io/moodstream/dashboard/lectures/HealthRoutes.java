package io.moodstream.dashboard.lectures;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.progress.LectureState;
import io.moodstream.dashboard.progress.LectureState.Kind;
import io.moodstream.dashboard.progress.PipelineWatch;
import io.moodstream.kit.topics.PipelineStage;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /health}: how the pipeline is doing, as this server sees it. The status is 503 only while this server cannot
 * read Kafka: a stage that stands still is not mended by restarting the server that says so, or by hiding it.
 */
public final class HealthRoutes implements Routes {
    private final Access access;
    private final Lectures lectures;

    /** Says how these lectures are doing; which ones, to teachers only. */
    public HealthRoutes(Access access, Lectures lectures) {
        this.access = access;
        this.lectures = lectures;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/health", this::health);
    }

    private void health(Context ctx) {
        PipelineWatch watch = lectures.watch();
        SortedMap<String, LectureState> states = lectures.states();
        SortedMap<String, Long> counts = new TreeMap<>(states.values().stream()
                .collect(Collectors.groupingBy(
                        state -> state.kind().name().toLowerCase(Locale.ROOT), Collectors.counting())));
        Set<PipelineStage> standing = states.values().stream()
                .map(LectureState::stage)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        ctx.status(watch.isReading() ? 200 : 503)
                .json(new Health(
                        status(watch, states.values()),
                        counts,
                        isTeacher(ctx) ? named(states) : null,
                        StageJson.all(watch, standing)));
    }

    private static String status(PipelineWatch watch, Collection<LectureState> states) {
        if (!watch.isReading()) {
            return "unreachable";
        }
        if (states.stream().anyMatch(state -> state.kind() == Kind.STALLED)) {
            return "stalled";
        }
        return states.stream().anyMatch(state -> state.kind() == Kind.BEHIND) ? "behind" : "ok";
    }

    private static List<LectureHealth> named(Map<String, LectureState> states) {
        return states.entrySet().stream()
                .map(entry -> new LectureHealth(entry.getKey(), StateJson.of(entry.getValue(), null)))
                .toList();
    }

    /** A wrong token gets the short answer, too: who watches a server must not be locked out. */
    private boolean isTeacher(Context ctx) {
        try {
            return access.caller(ctx).isTeacher();
        } catch (Problem e) {
            return false;
        }
    }

    /**
     * The response.
     *
     * @param status ok, behind, stalled, or unreachable while Kafka cannot be read: the worst of all lectures
     * @param counts how many lectures are live, behind, stalled and paused; those that are silent are not counted
     * @param lectures these lectures, for teachers only
     * @param stages how far the stages are
     */
    private record Health(
            String status,
            SortedMap<String, Long> counts,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<LectureHealth> lectures,

            List<StageJson> stages) {}

    private record LectureHealth(String id, StateJson state) {}
}
