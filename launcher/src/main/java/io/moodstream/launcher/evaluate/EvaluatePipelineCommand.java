package io.moodstream.launcher.evaluate;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.classifier.ClassifierConfig;
import io.moodstream.classifier.EmotionClassifier;
import io.moodstream.classifier.OnnxEmotionClassifier;
import io.moodstream.classifier.evaluation.FaceEvaluation;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.launcher.cli.JsonFile;
import io.moodstream.launcher.cli.ProgressBar;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.demo.Demo;
import io.moodstream.launcher.demo.DemoCommand;
import io.moodstream.schemas.Emotion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the whole pipeline on a video with known faces. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Play a video whose faces are known through all stages on a Kafka broker of its own, and print how many of"
                    + " them were found, how many of those were named right, and what the classifier says of the same faces' own"
                    + " pictures."
        })
final class EvaluatePipelineCommand implements Callable<Integer> {
    private static final String LECTURE = "evaluation";

    @Option(names = "--video", required = true, paramLabel = "FILE", description = "The video")
    private Path video = Path.of("");

    @Option(
            names = "--truth",
            required = true,
            paramLabel = "FILE",
            description = "Its faces: CSV with the columns start_s, end_s, x, y, w, h (pixels), emotion, and fer_row, "
                    + "the row of FER2013 a face was made from, counted from 0, if it was")
    private Path truth = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "fer2013.csv, plain or gzip: classify the found faces' own pictures, too, and compare")
    private @Nullable Path data;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "A bundled model's name or a manifest's path, as CLASSIFIER_MODEL")
    private @Nullable String model;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the scores to this file")
    private @Nullable Path json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        Settings settings = settings();
        DemoCommand.check(settings);
        List<TruthFace> faces = TruthCsv.read(truth);
        PipelineTally tally = new PipelineTally(faces, directly(settings, faces));
        SourceSpec source = SourceSpec.parse("video=" + video);
        try (BrokerDataDir folder = BrokerDataDir.of(Optional.empty())) {
            // What the demo tells goes to stderr, so that stdout holds the scores only.
            Demo demo = new Demo(
                    settings,
                    LECTURE,
                    List.of(source),
                    true,
                    false,
                    false,
                    spec.commandLine().getErr());
            int code = demo.run(folder, Optional.empty(), (own, summary) -> {
                if (demo.isStopping()) {
                    throw new IllegalStateException("Stopped before its end, the video has no scores");
                }
                PipelineResults.read(own, summary.framesWithFaces() + summary.framesWithoutFaces(), tally);
            });
            if (code == 0) {
                report(tally.scores());
            }
            return code;
        }
    }

    /** Plays at full speed: files lose nothing, and the time is the video's own. */
    private Settings settings() {
        Map<String, String> flags = new LinkedHashMap<>(Map.of("INGEST_FPS", "max", "INGEST_LECTURE", LECTURE));
        if (model != null) {
            flags.put("CLASSIFIER_MODEL", model);
        }
        return DemoCommand.withDemoDefaults(options.settings().with(flags)); // an own video is for what was set
    }

    /** Classifies the faces' own pictures, by row. */
    private Optional<Map<Integer, Emotion>> directly(Settings settings, List<TruthFace> faces) throws Exception {
        if (data == null) {
            return Optional.empty();
        }
        Set<Integer> rows = faces.stream()
                .flatMapToInt(face -> face.ferRow().stream())
                .boxed()
                .collect(Collectors.toSet());
        if (rows.isEmpty()) {
            throw new ConfigurationException(
                    "--data=" + data + ": " + truth + " has no column fer_row; leave --data out, or name the rows");
        }
        try (EmotionClassifier classifier = OnnxEmotionClassifier.open(settings.bind(ClassifierConfig.class));
                ProgressBar bar = new ProgressBar()) {
            return Optional.of(FaceEvaluation.predictions(data, rows, classifier, bar));
        }
    }

    private void report(PipelineScores scores) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        boolean direct = scores.all().direct() != null;
        out.printf(
                Locale.ROOT,
                "%d frames with %d faces; %.2f extra boxes a frame%n%n",
                scores.frames(),
                scores.all().faces(),
                scores.extraPerFrame());
        out.printf("%-10s %9s %9s %9s %9s", "", "faces", "found", "readable", "accuracy");
        out.println(direct ? String.format(" %9s %9s", "direct", "lost") : "");
        scores.perEmotion().forEach((emotion, row) -> print(emotion, row, out));
        print("all", scores.all(), out);
        out.flush();
        if (json != null) {
            JsonFile.write(json, scores);
        }
    }

    /** Prints shares in per cent, and the loss against direct classification in points. */
    private static void print(String name, PipelineScores.Scores row, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-10s %9d %9.2f %9.2f %9.2f",
                name,
                row.faces(),
                100 * row.found(),
                100 * row.readable(),
                100 * row.accuracy());
        Double direct = row.direct();
        if (direct != null) {
            out.printf(Locale.ROOT, " %9.2f %9.2f", 100 * direct, 100 * (direct - row.accuracy()));
        }
        out.println();
    }
}
