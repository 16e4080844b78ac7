package io.moodstream.launcher.web;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.broker.Ports;
import io.moodstream.dashboard.Dashboard;
import io.moodstream.dashboard.DashboardMain;
import io.moodstream.ingest.Ingest;
import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.launcher.StartedStages;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A broker, all stages and a dashboard that is open to this machine, in this JVM; in more of a hurry than by default.
 */
final class WebPipeline implements AutoCloseable {
    /** Length of a mood's window. */
    static final Duration WINDOW = Duration.ofSeconds(5);

    private static final AtomicInteger LECTURES = new AtomicInteger();

    private final Path folder;
    private final EmbeddedBroker broker;
    private final Settings settings;
    private final StageMetrics metrics = StageMetrics.local("ingest-producer");
    private final StartedStages stages;
    private final Dashboard dashboard;
    private final SampleClass sample;

    private WebPipeline(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        this.settings = new Settings(Map.of(
                "STAGE_BOOTSTRAP", broker.bootstrap(),
                "STAGE_THREADS", "1",
                "STAGE_STATE_DIR", folder.resolve("state").toString(),
                "RECOMMENDER_WINDOW", WINDOW.toSeconds() + "s",
                "RECOMMENDER_GRACE", "1s",
                "RECOMMENDER_SILENCE", "4s",
                "RECOMMENDER_LECTURE_END", "8s",
                "RECOMMENDER_NEGATIVE_FOR", "4s",
                "DASHBOARD_ANSWER_TIMEOUT", "60s")); // other builds may share the machine
        try (TopicAdmin admin = TopicAdmin.connect(settings.bind(StageConfig.class), settings)) {
            admin.create(Topics.ALL);
        }
        this.stages = StartedStages.start(settings);
        this.sample = SampleClass.read();
        this.dashboard = dashboard(Map.of());
    }

    /** Starts all of it. */
    static WebPipeline start() throws IOException, InterruptedException {
        return new WebPipeline(Files.createTempDirectory("moodstream-web"));
    }

    /** Returns a name for a test's lecture that no test has had, so that a test that failed finds nothing of it again. */
    static String lecture(String begin) {
        return begin + "-" + LECTURES.incrementAndGet();
    }

    /** Settings of stages and of ingest. */
    Settings settings() {
        return settings;
    }

    /** Where the open dashboard is. */
    String url() {
        return dashboard.url();
    }

    /** Starts one more dashboard, on a free port if none is set. */
    Dashboard dashboard(Map<String, String> more) {
        return DashboardMain.start(
                settings.with("DASHBOARD_PORT", Integer.toString(Ports.free())).with(more));
    }

    /**
     * Lets some seconds of the bundled class, of which it has 60, go on live as a lecture, with one picture a second.
     */
    Ingest play(String lecture, int begin, int end) throws IOException {
        return play(lecture, begin, end, Map.of());
    }

    /** As {@link #play(String, int, int)}, until it is stopped: a slow machine, too, sees it live. */
    Ingest playAgainAndAgain(String lecture, int begin, int end) throws IOException {
        return play(lecture, begin, end, Map.of("INGEST_LOOP", "true"));
    }

    /** Makes a lecture that has just ended of the first half of the class, as fast as it goes. */
    void playAtOnce(String lecture) throws IOException, InterruptedException {
        try (Ingest ingest = play(lecture, 0, 30, Map.of("INGEST_FPS", "max"))) {
            ingest.awaitEnd();
        }
    }

    /** Makes a lecture that has just ended of seats, each of which has sent the whole class for some seconds. */
    void playSeatsAtOnce(String lecture, int seats, int begin, int end) throws IOException, InterruptedException {
        try (Ingest ingest = play(lecture, seats(seats, begin, end), Map.of("INGEST_FPS", "max"))) {
            ingest.awaitEnd();
        }
    }

    /** Lets seats send the whole class to a lecture for some seconds, live. */
    Ingest playSeats(String lecture, int seats, int begin, int end) throws IOException {
        return play(lecture, seats(seats, begin, end), Map.of());
    }

    private List<SourceSpec> seats(int seats, int begin, int end) throws IOException {
        Path pictures = sample.room(folder.resolve("from-" + begin + "-to-" + end), begin, end);
        return IntStream.range(0, seats)
                .mapToObj(seat -> SourceSpec.parse("seat-" + seat + "@user-" + seat + "=" + pictures))
                .toList();
    }

    /** Lets a hall send one and the same picture for so many seconds, as fast as it goes. */
    Ingest playFrozen(String lecture, int seconds) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("frozen-" + seconds));
        for (int second = 0; second < seconds; second++) {
            Files.write(pictures.resolve(String.format("second-%02d.jpg", second)), sample.room(3));
        }
        return play(lecture, List.of(SourceSpec.parse("hall=" + pictures)), Map.of("INGEST_FPS", "max"));
    }

    /** A picture of the whole class at a second. */
    byte[] roomPicture(int second) {
        return sample.room(second);
    }

    private Ingest play(String lecture, int begin, int end, Map<String, String> more) throws IOException {
        Path pictures = sample.room(folder.resolve("from-" + begin + "-to-" + end), begin, end);
        return play(lecture, List.of(SourceSpec.parse("hall=" + pictures)), more);
    }

    private Ingest play(String lecture, List<SourceSpec> sources, Map<String, String> more) throws IOException {
        Settings own = settings.with("INGEST_LECTURE", lecture).with(more);
        return Ingest.start(
                own.bind(IngestConfig.class), own.bind(StageConfig.class), own, sources, PublishListener.NONE, metrics);
    }

    /** Writes what a camera shows to a file for {@link Browser#withCamera}. */
    Path cameraVideo() throws IOException {
        Path video = folder.resolve("camera.mjpeg");
        return Files.exists(video) ? video : sample.camera(video);
    }

    /** Writes a picture of one student at a second of the class to a file, for uploads. */
    Path student(int second) throws IOException {
        return Files.write(folder.resolve("student-" + second + ".jpg"), sample.student(second));
    }

    /** Writes a picture of the whole class at a second to a file, for uploads. */
    Path room(int second) throws IOException {
        return Files.write(folder.resolve("class-" + second + ".jpg"), sample.room(second));
    }

    @Override
    public void close() {
        dashboard.close();
        stages.close();
        metrics.close();
        broker.close();
        Folders.delete(folder);
    }
}
