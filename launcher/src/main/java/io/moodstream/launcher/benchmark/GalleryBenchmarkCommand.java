package io.moodstream.launcher.benchmark;

import io.moodstream.detector.DetectorConfig;
import io.moodstream.detector.FaceFinder;
import io.moodstream.detector.FaceFollower;
import io.moodstream.detector.FaceFollower.Face;
import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.ingest.sources.SamplePictures;
import io.moodstream.launcher.cli.SettingsOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures whether tracks survive a meeting's gallery that is laid out anew. */
@Command(
        name = "gallery",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lay out composite students as a meeting's gallery, change it, and count whose tracks go on.",
            "One picture a second; each change happens at several moments of the class, where expressions change too."
        })
final class GalleryBenchmarkCommand implements Callable<Integer> {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    @Option(
            names = "--people",
            paramLabel = "N",
            split = ",",
            defaultValue = "24,25,48,49",
            description = "People in the gallery before the change, at most 49 (default: ${DEFAULT-VALUE})")
    private List<Integer> people = List.of();

    @Option(
            names = "--moments",
            paramLabel = "N",
            defaultValue = "8",
            description = "Moments of the class at which each change happens (default: ${DEFAULT-VALUE})")
    private int moments;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws IOException {
        DetectorConfig config = options.settings().bind(DetectorConfig.class);
        List<byte[]> rooms = SamplePictures.every(Duration.ofSeconds(1));
        PrintWriter out = spec.commandLine().getOut();
        out.println("people | change | tracks kept right | begun anew | wrong | told as a new layout");
        try (FaceDetector detector = FaceDetectors.open(config.options())) {
            FaceFinder finder = new FaceFinder(detector, config);
            for (int size : people) {
                for (GalleryChange change : GalleryChange.values()) {
                    print(out, size, change, scores(finder, config, rooms, size, change));
                }
            }
        }
        return 0;
    }

    private GalleryScores scores(
            FaceFinder finder, DetectorConfig config, List<byte[]> rooms, int size, GalleryChange change)
            throws IOException {
        GalleryScores scores = new GalleryScores();
        Gallery before = new Gallery(IntStream.range(0, size).boxed().toList());
        Gallery after = change.after(before);
        for (int moment = 0; moment < moments; moment++) {
            int second = 1 + moment * (rooms.size() - 3) / moments;
            FaceFollower follower = new FaceFollower(finder, config);
            follower.next(before.draw(rooms.get(second)), START);
            List<Face> known = follower.next(before.draw(rooms.get(second + 1)), START.plusSeconds(1))
                    .faces();
            scores.add(before, known, after, follower.next(after.draw(rooms.get(second + 2)), START.plusSeconds(2)));
        }
        return scores;
    }

    private static void print(PrintWriter out, int size, GalleryChange change, GalleryScores scores) {
        out.printf(
                Locale.ROOT,
                "%d | %s | %.0f %% | %.0f %% | %.0f %% | %.0f %%%n",
                size,
                change.words(),
                100 * scores.right(),
                100 * scores.anew(),
                100 * scores.wrong(),
                100 * scores.told());
        out.flush();
    }
}
