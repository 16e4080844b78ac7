package io.moodstream.dashboard;

import io.moodstream.dashboard.consents.ConsentRoutes;
import io.moodstream.dashboard.consents.Consents;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.AccessRoutes;
import io.moodstream.dashboard.http.AudioRoutes;
import io.moodstream.dashboard.http.OpenApiRoutes;
import io.moodstream.dashboard.http.Pages;
import io.moodstream.dashboard.http.RequestLog;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.http.WebServer;
import io.moodstream.dashboard.lectures.LectureMetrics;
import io.moodstream.dashboard.lectures.LecturePublisher;
import io.moodstream.dashboard.topics.Retention;
import io.moodstream.dashboard.topics.RetentionRoutes;
import io.moodstream.dashboard.topics.StageReader;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.dashboard.topics.TopicsReader;
import io.moodstream.kit.KafkaUnreachableException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the dashboard from its settings: STAGE_BOOTSTRAP, DASHBOARD_*, KAFKA_*, METRICS_PORT. The topics must exist. */
@UsesKafka
public final class DashboardMain {
    private static final Logger LOG = LoggerFactory.getLogger(DashboardMain.class);
    private static final String NAME = "dashboard";
    private static final Duration CATCH_UP = Duration.ofSeconds(30);

    private DashboardMain() {}

    /**
     * Reads the topics to their current ends, then starts to serve.
     *
     * @throws io.moodstream.kit.ConfigurationException if the settings are invalid or the port is in use
     */
    public static Dashboard start(Settings settings) {
        settings.check(List.of(StageConfig.class, DashboardConfig.class));
        DashboardConfig config = settings.bind(DashboardConfig.class);
        Access access = new Access(config.server(), Clock.systemUTC());
        StageConfig stage = settings.bind(StageConfig.class);
        StageMetrics metrics = StageMetrics.of(NAME, settings);
        LecturePublisher writer = LecturePublisher.start(stage, settings);
        Consents consents = new Consents(writer, Clock.systemUTC());
        FrameApi frames = FrameApi.open(config, access, consents, stage, settings);
        LectureApi lectures = LectureApi.open(config, access, writer);
        List<TopicListener> listeners = Stream.of(
                        List.of(consents), lectures.listeners(), frames.listeners()) // cameras ask the consents
                .<TopicListener>flatMap(List::stream)
                .toList();
        TopicsReader reader = TopicsReader.start(stage, settings, listeners);
        LectureMetrics gauges = new LectureMetrics(metrics.registry(), lectures.lectures());
        StageReader stages = StageReader.start(stage, settings, positions -> {
            lectures.tick(positions);
            gauges.update();
        });
        awaitCaughtUp(reader);
        Optional<Retention> retention = retention(stage, settings);
        lectures.forgetAsTopics(retention.orElseGet(Retention::byDefault));
        Routes requests = new RequestLog(metrics.registry(), config.trustProxy(), config.accessLog());
        List<Routes> routes = List.of(
                requests,
                new AccessRoutes(access, seat -> consents.withdraw(seat.user())),
                new ConsentRoutes(access, consents),
                new OpenApiRoutes(),
                new Pages(),
                new AudioRoutes(config.audio()),
                new RetentionRoutes(retention),
                lectures,
                frames);
        try {
            WebServer server = WebServer.start(config.server(), access, routes);
            // A stopping server waits for open live pages and for requests, and requests wait for the reader.
            return new Dashboard(config, server, List.of(lectures, server, reader, stages, frames, writer, metrics));
        } catch (RuntimeException e) {
            Dashboard.closeAll(List.of(lectures, reader, stages, frames, writer, metrics));
            throw e;
        }
    }

    private static Optional<Retention> retention(StageConfig stage, Settings settings) {
        try {
            return Optional.of(Retention.read(stage, settings));
        } catch (KafkaUnreachableException | KafkaException e) {
            LOG.warn(
                    "Could not read the topics' retention; until the dashboard is restarted, pages cannot tell how long"
                            + " pictures and results are kept, and those about single people are shown for seven days: {}",
                    e.getMessage());
            return Optional.empty();
        }
    }

    /** Waits until the past is read, so that the first page is complete; but serves anyway after a while. */
    private static void awaitCaughtUp(TopicsReader reader) {
        try {
            if (!reader.awaitCaughtUp(CATCH_UP)) {
                LOG.warn(
                        "Could not read the topics to their ends within {} s; serving what has been read so far",
                        CATCH_UP.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
