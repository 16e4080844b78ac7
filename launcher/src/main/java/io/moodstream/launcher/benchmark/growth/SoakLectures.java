package io.moodstream.launcher.benchmark.growth;

import io.moodstream.ingest.Ingest;
import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.sources.Place;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageFailedException;
import io.moodstream.kit.StageMetrics;
import io.moodstream.launcher.benchmark.CameraLoad;
import io.moodstream.launcher.benchmark.CameraTally;
import io.moodstream.launcher.benchmark.ListenerLoad;
import io.moodstream.launcher.benchmark.LoadErrors;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Holds lectures that begin and end all the time, some at a time. Each has an ingest, browsers that send pictures and
 * live pages of its own, which come and go with it. Their ids come round again, as a week's lectures do: each id is kept
 * for ever with its last report, which is no leak.
 */
final class SoakLectures implements AutoCloseable {
    /** Ids that the lectures have, for each that runs at a time. */
    static final int IDS = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SoakLoad load;
    private final Settings settings;
    private final URI dashboard;
    private final HttpClient client;
    private final List<Path> folders;
    private final List<List<byte[]>> students;
    private final LoadErrors errors = new LoadErrors();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param folders with the pictures of each student
     * @param students the same pictures
     */
    SoakLectures(
            SoakLoad load,
            Settings settings,
            URI dashboard,
            HttpClient client,
            List<Path> folders,
            List<List<byte[]>> students) {
        this.load = load;
        this.settings = settings;
        this.dashboard = dashboard;
        this.client = client;
        this.folders = folders;
        this.students = students;
    }

    /** Begins the lectures one after the other, so that they do not end together. */
    void start() {
        for (int place = 0; place < load.lectures(); place++) {
            long delay = 1000L * load.lectureSeconds() * place / load.lectures();
            Thread thread = new Thread(() -> hold(delay), "lecture-" + place);
            threads.add(thread);
            thread.start();
        }
    }

    private void hold(long delayMillis) {
        // All places are taken at once, so that the load is steady from the start; the first lectures differ in length.
        long millis = 1000L * load.lectureSeconds() - delayMillis;
        try {
            while (stop.getCount() > 0) {
                hold("soak-" + begun.getAndIncrement() % (IDS * load.lectures()), millis);
                ended.incrementAndGet();
                millis = 1000L * load.lectureSeconds();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void hold(String lecture, long millis) throws IOException, InterruptedException {
        CameraTally tally = new CameraTally();
        Settings own = settings.with(Map.of(
                "INGEST_LECTURE",
                lecture,
                "INGEST_FPS",
                String.format(Locale.ROOT, "%.4f", load.sourceRate()),
                "INGEST_LOOP",
                "true",
                "INGEST_RESUME",
                "false"));
        try (ListenerLoad pages = new ListenerLoad(errors);
                CameraLoad cameras = new CameraLoad(tally, errors);
                StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = Ingest.start(
                        own.bind(IngestConfig.class),
                        own.bind(StageConfig.class),
                        own,
                        sources(lecture),
                        PublishListener.NONE,
                        metrics)) {
            pages.open(client, dashboard, lecture, load.listeners());
            cameras.connect(client, dashboard, lecture, load.cameras(), students);
            cameras.start(1);
            stop.await(millis, TimeUnit.MILLISECONDS);
            cameras.finish(PATIENCE);
            ingest.stop();
            ingest.awaitEnd();
        }
    }

    private List<SourceSpec> sources(String lecture) {
        List<SourceSpec> sources = new ArrayList<>();
        for (int i = 0; i < load.sources(); i++) {
            sources.add(new SourceSpec(
                    "webcam-" + i,
                    Optional.of(lecture + "-" + i),
                    Place.parse(folders.get(i % folders.size()).toString())));
        }
        return sources;
    }

    /** Returns how many lectures have ended. */
    int ended() {
        return ended.get();
    }

    /** Returns what went wrong without ending a lecture, such as an answer that came too late. */
    Map<String, Long> errors() {
        return errors.byKind();
    }

    /** Throws if a lecture could not be held. */
    void requireHealthy() {
        Exception cause = failure.get();
        if (cause != null) {
            throw new StageFailedException("A lecture", cause);
        }
    }

    /** Ends all lectures. */
    @Override
    public void close() {
        stop.countDown();
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE.multipliedBy(2).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
