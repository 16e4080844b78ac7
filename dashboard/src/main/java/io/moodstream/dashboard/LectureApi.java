package io.moodstream.dashboard;

import io.javalin.config.RoutesConfig;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.lectures.HealthRoutes;
import io.moodstream.dashboard.lectures.LectureRoutes;
import io.moodstream.dashboard.lectures.LectureWriter;
import io.moodstream.dashboard.lectures.Lectures;
import io.moodstream.dashboard.lectures.MarkRoutes;
import io.moodstream.dashboard.lectures.Recommendations;
import io.moodstream.dashboard.lectures.ReportRoutes;
import io.moodstream.dashboard.lectures.ReportStore;
import io.moodstream.dashboard.lectures.TeacherRoutes;
import io.moodstream.dashboard.lectures.UserRoutes;
import io.moodstream.dashboard.live.ConnectionLimits;
import io.moodstream.dashboard.live.LiveLectures;
import io.moodstream.dashboard.live.LiveRoutes;
import io.moodstream.dashboard.topics.Retention;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.dashboard.views.LatestPictures;
import io.moodstream.dashboard.views.SourceRoutes;
import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.kit.topics.StageProgress.Position;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All endpoints that read lectures and users, and the listeners that keep their data up to date. */
public final class LectureApi implements Routes, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LectureApi.class);

    private final Recommendations recommendations = new Recommendations();
    private final Lectures lectures;
    private final LiveLectures live;
    private final ReportRoutes reports;
    private final Optional<LatestPictures> pictures;
    private final TeacherRoutes teachers;
    private final UserRoutes users;
    private final List<Routes> routes;

    /** Pictures and results about single people are forgotten on time also while Kafka is away. */
    private final ScheduledExecutorService forgetter = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "forgetter");
        thread.setDaemon(true);
        return thread;
    });

    private LectureApi(DashboardConfig config, Access access, LectureWriter writer) {
        this.lectures = new Lectures(config.lectures(), Clock.systemUTC());
        this.live = new LiveLectures(lectures, access);
        ReportStore store = new ReportStore(config.lectures());
        this.reports = new ReportRoutes(access, lectures, store);
        this.teachers = new TeacherRoutes(access, lectures, writer, Clock.systemUTC());
        this.users = new UserRoutes(access, writer.users());
        this.pictures = config.livePictures() ? Optional.of(new LatestPictures(Clock.systemUTC())) : Optional.empty();
        pictures.ifPresent(held -> {
            var unused = forgetter.scheduleWithFixedDelay(held::forget, 1, 1, TimeUnit.SECONDS);
        });
        this.routes = List.of(
                reports,
                teachers,
                users,
                new HealthRoutes(access, lectures),
                new LectureRoutes(access, lectures, recommendations),
                new SourceRoutes(access, lectures, pictures),
                new MarkRoutes(access, lectures, writer, Clock.systemUTC()),
                new LiveRoutes(access, live, new ConnectionLimits(config.listeners(), 2 * config.students())));
    }

    /**
     * Opens the endpoints, without any data yet.
     *
     * @param writer writes what teachers tell and decide
     */
    public static LectureApi open(DashboardConfig config, Access access, LectureWriter writer) {
        return new LectureApi(config, access, writer);
    }

    /** Returns the listeners for the reader of the topics. */
    public List<TopicListener> listeners() {
        return Stream.concat(Stream.of(teachers, lectures, recommendations, reports), pictures.stream())
                .toList();
    }

    /** Forgets results about single people from now on as their topics do. */
    void forgetAsTopics(Retention retention) {
        var unused = forgetter.scheduleWithFixedDelay(() -> forget(retention), 0, 1, TimeUnit.MINUTES);
    }

    private void forget(Retention retention) {
        Instant now = Instant.now();
        try {
            if (retention.attention() != null) {
                lectures.forgetAttention(now.minusSeconds(retention.attention()));
            }
            if (retention.recommendations() != null) {
                recommendations.forget(now.minusSeconds(retention.recommendations()));
            }
        } catch (RuntimeException e) {
            LOG.error("Could not forget old results about single people; trying again in a minute", e);
        }
    }

    /** Takes how far the stages are; called every few seconds while Kafka answers. */
    void tick(Map<PipelineStage, Position> positions) {
        lectures.stages(positions);
    }

    /** Returns what each lecture is doing, for metrics, and the pipeline, for the reader of its progress. */
    Lectures lectures() {
        return lectures;
    }

    @Override
    public void addTo(RoutesConfig server) {
        routes.forEach(some -> some.addTo(server));
    }

    /** Closes the live pages' connections. Call it before the server stops, because the server waits for them. */
    @Override
    public void close() {
        live.close();
        reports.close();
        teachers.close();
        users.close();
        forgetter.shutdownNow();
    }
}
