package io.moodstream.dashboard.frames;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.dashboard.DashboardConfig;
import io.moodstream.dashboard.FrameApi;
import io.moodstream.dashboard.consents.ConsentRoutes;
import io.moodstream.dashboard.consents.Consents;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.AccessRoutes;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.http.WebServer;
import io.moodstream.dashboard.lectures.LecturePublisher;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.dashboard.topics.TopicsReader;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The test's pipeline on a broker, and the frame API behind a server on a free port. */
public final class Running implements AutoCloseable {
    public static final String TOKEN = "a token for the tests";

    public final TestPipeline pipeline;
    public final FrameApi frames;
    private final LecturePublisher publisher;
    private final TopicsReader reader;
    private final WebServer server;

    private Running(EmbeddedBroker broker, Map<String, String> overrides, String why) throws InterruptedException {
        Settings settings = settings(broker.bootstrap(), overrides);
        StageConfig stage = settings.bind(StageConfig.class);
        try (TopicAdmin topics = TopicAdmin.connect(stage, settings)) {
            topics.create(Topics.ALL);
        }
        DashboardConfig config = settings.bind(DashboardConfig.class);
        Access access = new Access(config.server(), Clock.systemUTC());
        pipeline = new TestPipeline(stage, settings, why);
        publisher = LecturePublisher.start(stage, settings);
        Consents consents = new Consents(publisher, Clock.systemUTC());
        frames = FrameApi.open(config, access, consents, stage, settings);
        List<TopicListener> listeners =
                Stream.concat(Stream.of(consents), frames.listeners().stream()).toList();
        reader = TopicsReader.start(stage, settings, listeners);
        reader.awaitCaughtUp(Duration.ofSeconds(60));
        List<Routes> routes = List.of(
                new AccessRoutes(access, seat -> consents.withdraw(seat.user())),
                new ConsentRoutes(access, consents),
                frames);
        server = WebServer.start(config.server(), access, routes);
    }

    /** Whoever has the token is a teacher; limits high enough for the tests unless they say else. */
    public static Running start(EmbeddedBroker broker, Map<String, String> settings) throws InterruptedException {
        return start(broker, settings, "because");
    }

    public static Running start(EmbeddedBroker broker, Map<String, String> settings, String why)
            throws InterruptedException {
        return new Running(broker, settings, why);
    }

    private static Settings settings(String bootstrap, Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(Map.of(
                "STAGE_BOOTSTRAP", bootstrap,
                "DASHBOARD_PORT", "0",
                "DASHBOARD_HOST", "127.0.0.1",
                "DASHBOARD_TEACHER_TOKEN", TOKEN,
                "DASHBOARD_VISITORS", "true",
                "DASHBOARD_REQUESTS", "100000",
                "DASHBOARD_PICTURES", "100000"));
        all.putAll(overrides);
        return new Settings(all);
    }

    /** A client without cookies. */
    public Client client() {
        return new Client("http://localhost:" + server.port());
    }

    @Override
    public void close() {
        server.close();
        reader.close();
        publisher.close();
        frames.close();
        pipeline.close();
    }
}
