package io.moodstream.launcher.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Many cameras in one lecture, driven by one thread. As no two computers' clocks do, they neither begin together nor
 * keep step: each is up to one per cent faster or slower than the pace, so that in time their frames meet in every way.
 */
final class CameraLoad implements AutoCloseable {
    private static final long GOODBYE_SECONDS = 5;
    private static final double DRIFT = 0.01;

    private final List<WebCamera> cameras = new ArrayList<>();
    private final CameraTally tally;
    private final LoadErrors errors;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "camera-load");
        thread.setDaemon(true);
        return thread;
    });

    CameraLoad(CameraTally tally, LoadErrors errors) {
        this.tally = tally;
        this.errors = errors;
    }

    /**
     * Connects them, one after another.
     *
     * @param students the pictures of each student; cameras beyond their number show the same again
     * @throws IOException if one is refused
     */
    void connect(HttpClient client, URI dashboard, String lecture, int count, List<List<byte[]>> students)
            throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            WebCamera camera = new WebCamera(students.get(i % students.size()), tally, errors);
            cameras.add(camera);
            camera.connect(client, dashboard, lecture);
        }
    }

    /** Begins to send. */
    void start(double fps) {
        Random random = new Random(1); // the same in every run
        for (WebCamera camera : cameras) {
            long period = (long) (1e9 / fps * (1 + DRIFT * (2 * random.nextDouble() - 1)));
            long delay = (long) (period * random.nextDouble());
            var unused = clock.scheduleAtFixedRate(camera::send, delay, period, TimeUnit.NANOSECONDS);
        }
    }

    /** Sends no more, and waits until every frame is answered, or until it takes too long, which is an error. */
    void finish(Duration patience) throws InterruptedException {
        clock.shutdownNow();
        long end = System.nanoTime() + patience.toNanos();
        while (open() > 0 && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        for (long i = open(); i > 0; i--) {
            errors.add("camera: a frame without an answer");
        }
    }

    private long open() {
        return tally.underWay()
                + cameras.stream().mapToInt(WebCamera::unreplied).sum();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        CompletableFuture.allOf(cameras.stream().map(WebCamera::close).toArray(CompletableFuture<?>[]::new))
                .orTimeout(GOODBYE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> null)
                .join();
    }
}
