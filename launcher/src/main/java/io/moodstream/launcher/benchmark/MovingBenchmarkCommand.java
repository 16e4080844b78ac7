package io.moodstream.launcher.benchmark;

import io.moodstream.detector.DetectorConfig;
import io.moodstream.detector.FaceFinder;
import io.moodstream.detector.FaceFollower;
import io.moodstream.detector.FaceFollower.Followed;
import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.kit.Settings;
import io.moodstream.launcher.benchmark.MovingHeads.Head;
import io.moodstream.launcher.cli.SettingsOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what it brings and costs to search near known faces. */
@Command(
        name = "moving",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Let composite heads move, and compare a search of every whole frame with one near the faces of the frame before.",
            "Each frame is searched both ways, one after the other; times are CPU times of decoding, search and"
                    + " crops."
        })
final class MovingBenchmarkCommand implements Callable<Integer> {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private static final String EVERY = "DETECTOR_FULL_FRAME_EVERY";

    @Option(
            names = "--every",
            paramLabel = "N",
            defaultValue = "" + DetectorConfig.USUAL_FULL_FRAME_EVERY,
            description = "Search the whole frame in every so many frames (default: ${DEFAULT-VALUE})")
    private int every;

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "5",
            description = "Frames a second of the scenes (default: ${DEFAULT-VALUE})")
    private int fps;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Length of each scene (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings();
        DetectorConfig whole = settings.with(EVERY, "1").bind(DetectorConfig.class);
        DetectorConfig near = settings.with(EVERY, Integer.toString(every)).bind(DetectorConfig.class);
        MovingHeads heads = new MovingHeads();
        PrintWriter out = spec.commandLine().getOut();
        out.println("scene | recall, whole frames | near faces | false boxes a picture, whole frames | near faces"
                + " | ms of CPU a picture, whole frames | near faces | ratio");
        try (FaceDetector detector = FaceDetectors.open(near.options())) {
            FaceFinder finder = new FaceFinder(detector, near);
            for (MovingScene scene : MovingScene.values()) {
                MovingScores all = new MovingScores();
                MovingScores some = new MovingScores();
                FaceFollower everywhere = new FaceFollower(finder, whole);
                FaceFollower nearby = new FaceFollower(finder, near);
                for (int frame = 0; frame < seconds * fps; frame++) {
                    Duration time = Duration.ofSeconds(1).multipliedBy(frame).dividedBy(fps);
                    List<Head> shown = scene.heads(time.toMillis() / 1000.0);
                    byte[] image = heads.draw(scene.width(), scene.height(), shown, frame);
                    add(all, scene, shown, everywhere, image, time);
                    add(some, scene, shown, nearby, image, time);
                }
                print(out, scene, all, some);
            }
        }
        return 0;
    }

    private static void add(
            MovingScores scores,
            MovingScene scene,
            List<Head> shown,
            FaceFollower follower,
            byte[] image,
            Duration time) {
        long start = THREAD.getCurrentThreadCpuTime();
        Followed followed = follower.next(image, START.plus(time));
        scores.add(scene, shown, followed.faces(), THREAD.getCurrentThreadCpuTime() - start);
    }

    private static void print(PrintWriter out, MovingScene scene, MovingScores whole, MovingScores near) {
        out.printf(
                Locale.ROOT,
                "%s | %.3f | %.3f | %.2f | %.2f | %.1f | %.1f | %.2f%n",
                scene.words(),
                whole.recall(),
                near.recall(),
                whole.wrong(),
                near.wrong(),
                whole.millis(),
                near.millis(),
                near.millis() / whole.millis());
        out.flush();
    }
}
