package io.moodstream.launcher.evaluate;

import io.moodstream.detector.DetectorConfig;
import io.moodstream.detector.evaluation.FrameEvaluation;
import io.moodstream.detector.evaluation.FrameScores;
import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.JsonFile;
import io.moodstream.launcher.cli.ProgressBar;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.pictures.PictureDecoder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a detector. */
@Command(
        name = "frames",
        mixinStandardHelpOptions = true,
        description = {
            "Run a detector on pictures with known faces and print recall, false boxes and time.",
            "Each NAME.jpg (or .png) needs a NAME.txt with a line for each face: x y w h primary, in pixels."
        })
@ConfiguredBy(DetectorConfig.class)
final class EvaluateFramesCommand implements Callable<Integer> {
    @Option(names = "--pictures", required = true, paramLabel = "DIR", description = "Folder of the pictures")
    private Path pictures = Path.of("");

    @Option(
            names = "--detector",
            paramLabel = "D",
            description = "A bundled detector's name or a manifest's path; the same as --model")
    private @Nullable String detector;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the scores to this file")
    private @Nullable Path json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        Settings given = options.settings();
        Settings settings = detector == null ? given : given.with("DETECTOR_MODEL", detector);
        DetectorConfig config = settings.bind(DetectorConfig.class);
        FrameScores scores;
        try (FaceDetector opened = FaceDetectors.open(config.options());
                ProgressBar bar = new ProgressBar()) {
            scores = FrameEvaluation.run(pictures, opened, new PictureDecoder(config.maxPixels()), bar);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s on %d pictures: recall %.4f, %.3f false boxes a picture, %.1f ms a frame%n",
                scores.detector(),
                scores.pictures(),
                scores.recall(),
                scores.falsePerPicture(),
                scores.msPerFrame());
        out.flush();
        if (json != null) {
            JsonFile.write(json, scores);
        }
        return 0;
    }
}
