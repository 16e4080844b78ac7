package io.moodstream.dashboard.lectures;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.dashboard.DashboardConfig;
import io.moodstream.dashboard.LectureApi;
import io.moodstream.dashboard.deletion.Deletion;
import io.moodstream.dashboard.deletion.Hidden;
import io.moodstream.dashboard.deletion.Remover;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.AccessRoutes;
import io.moodstream.dashboard.http.WebServer;
import io.moodstream.dashboard.topics.Kafka;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.dashboard.topics.TopicsReader;
import io.moodstream.kit.Settings;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureSettings;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/** The read side at work on a broker's topics. */
public final class Served implements AutoCloseable {
    public static final String TOKEN = "a token for the tests";
    public static final String[] TEACHER = {"Authorization", "Bearer " + TOKEN};

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Access access;
    private final Told told = new Told();
    private final LectureApi lectures;
    private final Runnable stopReading;
    private final WebServer server;

    private Served(Map<String, String> settings, Function<LectureApi, Runnable> reading) {
        DashboardConfig config = config(settings);
        access = new Access(config.server(), Clock.systemUTC());
        lectures = LectureApi.open(config, access, told);
        told.listeners = lectures.listeners();
        stopReading = reading.apply(lectures);
        server = WebServer.start(config.server(), access, List.of(new AccessRoutes(access, seat -> {}), lectures));
    }

    /** Everybody is a teacher. */
    public static Served open(Kafka kafka) {
        return new Served(Map.of(), lectures -> read(kafka, lectures));
    }

    /** Teachers have a token. */
    public static Served guarded(Kafka kafka, Map<String, String> settings) {
        return new Served(withToken(settings), lectures -> read(kafka, lectures));
    }

    /** Without Kafka: the test says what is heard. */
    public static Served guarded() {
        return new Served(withToken(Map.of()), lectures -> () -> {});
    }

    /** Without Kafka, with settings of its own. */
    public static Served guarded(Map<String, String> settings) {
        return new Served(withToken(settings), lectures -> () -> {});
    }

    private static Runnable read(Kafka kafka, LectureApi lectures) {
        TopicsReader reader = kafka.reader(lectures.listeners());
        try {
            assertThat(reader.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return reader::close;
    }

    private static Map<String, String> withToken(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("DASHBOARD_TEACHER_TOKEN", TOKEN);
        all.put("DASHBOARD_HOST", "127.0.0.1");
        return all;
    }

    /** Makes all that listen to the topics hear something. */
    public void hear(Consumer<TopicListener> what) {
        lectures.listeners().forEach(what);
    }

    private static DashboardConfig config(Map<String, String> settings) {
        return new Settings(settings)
                .with("DASHBOARD_PORT", "0")
                .with("DASHBOARD_REQUESTS", "100000")
                .bind(DashboardConfig.class);
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
        return HTTP.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String json, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
        return HTTP.send(
                request.headers(headers)
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** What teachers have noted. */
    public List<LectureEvent> marks() {
        return told.events;
    }

    /** Lets a deletion, which waits in the middle, come to its end. */
    void letDeletionEnd(boolean failed) {
        told.fails = failed;
        told.mayGoOn.release();
    }

    /** Makes lectures that are deleted wait before they are hidden, until {@link #letHidingEnd}. */
    void letHidingWait() {
        told.mayHide = new CountDownLatch(1);
    }

    /** Hides what waits to be hidden. */
    void letHidingEnd() {
        told.mayHide.countDown();
    }

    /** How often a lecture was hidden, or waits to be. */
    int hidings() {
        return told.hidings.get();
    }

    /** The header of a student who has joined a lecture. */
    public String[] student(String lecture) throws IOException, InterruptedException {
        String code = access.joinCode(lecture).orElseThrow();
        var body = HttpRequest.BodyPublishers.ofString("{\"lecture\":\"" + lecture + "\",\"code\":\"" + code + "\"}");
        var joined = HTTP.send(
                HttpRequest.newBuilder(URI.create(url("/api/join"))).POST(body).build(),
                HttpResponse.BodyHandlers.ofString());
        String cookie = joined.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        return new String[] {"Cookie", cookie};
    }

    public LiveClient listen(String lecture, String... headers) throws IOException, InterruptedException {
        return LiveClient.open(url("/api/lectures/" + lecture + "/live"), headers);
    }

    /** As a page of this name does. */
    public LiveClient listenAs(String page, String lecture, String... headers)
            throws IOException, InterruptedException {
        return LiveClient.open(url("/api/lectures/" + lecture + "/live?page=" + page), headers);
    }

    public int port() {
        return server.port();
    }

    /** Sends a request with any method. */
    public HttpResponse<String> send(String method, String path, String json, String... headers)
            throws IOException, InterruptedException {
        return HTTP.send(request(method, path, json, headers), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a request without content, with any method, and does not wait for its answer. */
    CompletableFuture<HttpResponse<String>> begin(String method, String path, String... headers) {
        return HTTP.sendAsync(request(method, path, "", headers), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String json, String... headers) {
        return HttpRequest.newBuilder(URI.create(url(path)))
                .headers(headers)
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    /** Takes what teachers tell and decide, and tells those who listen to the topics. */
    private static final class Told implements LectureWriter {
        private final List<LectureEvent> events = new CopyOnWriteArrayList<>();
        private final Semaphore mayGoOn = new Semaphore(0);
        private final AtomicInteger hidings = new AtomicInteger();
        private volatile CountDownLatch mayHide = new CountDownLatch(0);
        private volatile boolean fails;
        private List<TopicListener> listeners = List.of();

        @Override
        public void publish(LectureEvent event) {
            events.add(event);
            listeners.forEach(listener -> listener.event(event));
        }

        @Override
        public LectureSettings renew(String lecture) {
            return new LectureSettings(lecture, UUID.randomUUID().toString(), null);
        }

        @Override
        public Hidden hide(String lecture) {
            hidings.incrementAndGet();
            try {
                mayHide.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            listeners.forEach(listener -> listener.settings(new LectureSettings(lecture, "", Samples.START)));
            listeners.forEach(listener -> listener.deleted(lecture));
            return new Hidden(lecture, Samples.START, 10, 0, 0);
        }

        @Override
        public Remover users() {
            return new Remover() {
                @Override
                public Hidden hide(String user) {
                    listeners.forEach(listener -> listener.erased(user));
                    return new Hidden(user, Samples.START, 10, -1, -1);
                }

                @Override
                public void remove(Hidden hidden, Consumer<Deletion> progress) {
                    Told.this.remove(hidden, progress);
                }
            };
        }

        @Override
        public void remove(Hidden hidden, Consumer<Deletion> progress) {
            progress.accept(new Deletion(hidden.name(), hidden.at(), 5, false, Map.of("moods", 2L), List.of()));
            mayGoOn.acquireUninterruptibly();
            if (fails) {
                throw new KafkaException("away");
            }
            progress.accept(new Deletion(hidden.name(), hidden.at(), 0, false, Map.of("moods", 2L), List.of()));
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    @Override
    public void close() {
        lectures.close();
        server.close();
        stopReading.run();
    }
}
