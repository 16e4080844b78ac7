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
 * Drives many cameras of one lecture on one thread. Like the clocks of real computers they neither start together nor
 * run at the same rate: each is up to one per cent faster or slower, so that over time their frames coincide in every
 * way.
 */
public final class CameraLoad implements AutoCloseable {
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

    /** Creates a load without cameras. */
    public CameraLoad(CameraTally tally, LoadErrors errors) {
        this.tally = tally;
        this.errors = errors;
    }

    /**
     * Connects the cameras, one after another.
     *
     * @param students the pictures of each student; further cameras start with the first student again
     * @throws IOException if one is refused
     */
    public void connect(HttpClient client, URI dashboard, String lecture, int count, List<List<byte[]>> students)
            throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            WebCamera camera = new WebCamera(students.get(i % students.size()), tally, errors);
            cameras.add(camera);
            camera.connect(client, dashboard, lecture);
        }
    }

    /** Starts sending. */
    public void start(double fps) {
        Random random = new Random(1); // the same in every run
        for (WebCamera camera : cameras) {
            long period = (long) (1e9 / fps * (1 + DRIFT * (2 * random.nextDouble() - 1)));
            long delay = (long) (period * random.nextDouble());
            var unused = clock.scheduleAtFixedRate(camera::send, delay, period, TimeUnit.NANOSECONDS);
        }
    }

    /** Stops sending and waits until every frame has its result; a timeout is an error. */
    public void finish(Duration patience) throws InterruptedException {
        clock.shutdownNow();
        long end = System.nanoTime() + patience.toNanos();
        while (open() > 0 && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        for (long i = open(); i > 0; i--) {
            errors.add("camera: a frame without a result");
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
