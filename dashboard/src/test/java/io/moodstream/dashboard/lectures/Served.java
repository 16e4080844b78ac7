package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.DashboardConfig;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.AccessRoutes;
import io.moodstream.dashboard.http.WebServer;
import io.moodstream.dashboard.topics.Kafka;
import io.moodstream.dashboard.topics.TopicsReader;
import io.moodstream.kit.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The read side at work on a broker's topics. */
final class Served implements AutoCloseable {
    static final String TOKEN = "a token for the tests";
    static final String[] TEACHER = {"Authorization", "Bearer " + TOKEN};

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Access access;
    private final LectureDoors doors;
    private final TopicsReader reader;
    private final WebServer server;

    private Served(Kafka kafka, DashboardConfig config) throws InterruptedException {
        access = new Access(config, Clock.systemUTC());
        doors = LectureDoors.open(config, access);
        reader = kafka.reader(doors.listeners());
        if (!reader.awaitCaughtUp(Duration.ofSeconds(30))) {
            throw new IllegalStateException("The topics could not be read");
        }
        server = WebServer.start(config, access, List.of(new AccessRoutes(access), doors), reader::isHealthy);
    }

    /** Everybody is a teacher. */
    static Served open(Kafka kafka) throws InterruptedException {
        return new Served(kafka, config(Map.of()));
    }

    /** Teachers have a token. */
    static Served guarded(Kafka kafka, Map<String, String> settings) throws InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("DASHBOARD_TEACHER_TOKEN", TOKEN);
        all.put("DASHBOARD_HOST", "127.0.0.1");
        return new Served(kafka, config(all));
    }

    private static DashboardConfig config(Map<String, String> settings) {
        return new Settings(settings)
                .with("DASHBOARD_PORT", "0")
                .with("DASHBOARD_REQUESTS", "100000")
                .bind(DashboardConfig.class);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
        return HTTP.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The header of a student who has joined a lecture. */
    String[] student(String lecture) throws IOException, InterruptedException {
        String code = access.joinCode(lecture).orElseThrow();
        var body = HttpRequest.BodyPublishers.ofString("{\"lecture\":\"" + lecture + "\",\"code\":\"" + code + "\"}");
        var joined = HTTP.send(
                HttpRequest.newBuilder(URI.create(url("/api/join"))).POST(body).build(),
                HttpResponse.BodyHandlers.ofString());
        String cookie = joined.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        return new String[] {"Cookie", cookie};
    }

    LiveClient listen(String lecture, String... headers) throws IOException, InterruptedException {
        return LiveClient.open(url("/api/lectures/" + lecture + "/live"), headers);
    }

    int port() {
        return server.port();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    @Override
    public void close() {
        doors.close();
        server.close();
        reader.close();
    }
}
