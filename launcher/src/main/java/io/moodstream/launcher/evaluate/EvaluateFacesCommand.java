package io.moodstream.launcher.evaluate;

import io.moodstream.classifier.ClassifierConfig;
import io.moodstream.classifier.EmotionClassifier;
import io.moodstream.classifier.OnnxEmotionClassifier;
import io.moodstream.classifier.evaluation.FaceEvaluation;
import io.moodstream.classifier.evaluation.FaceScores;
import io.moodstream.classifier.evaluation.FerPlusScores;
import io.moodstream.classifier.evaluation.StressScores;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Progress;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.JsonFile;
import io.moodstream.launcher.cli.ProgressBar;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.schemas.Emotion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the classifier on FER2013. */
@Command(
        name = "faces",
        mixinStandardHelpOptions = true,
        description =
                "Run the classifier on labelled faces, such as a part of FER2013, exactly as the stage does and print its scores.")
@ConfiguredBy(ClassifierConfig.class)
final class EvaluateFacesCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "PLACE",
            description = "fer2013.csv or icml_face_data.csv, plain or gzip; or a folder of pictures: test/happy/1.jpg")
    private Path data = Path.of("");

    @Option(
            names = "--usage",
            paramLabel = "PART",
            description = "Training, PublicTest or PrivateTest, or the name of a folder (default: PublicTest, which"
                    + " is the folder validation, or test where there is none)")
    private @Nullable String usage;

    @Option(
            names = "--votes",
            paramLabel = "FILE",
            description = "fer2013new.csv: score against the majority of FER+'s taggers in the same rows, instead of "
                    + "FER2013's labels; rows where no label has more than half of the votes, single votes not "
                    + "counted, and those labelled unknown or NF (no face), are left out")
    private @Nullable Path votes;

    @Option(
            names = "--stress",
            description = "Measure the same faces under stated changes instead: small, blurred, turned, rolled, dark, "
                    + "noisy, covered and so on (docs/evaluation.md)")
    private boolean stress;

    @Option(
            names = "--every",
            defaultValue = "1",
            paramLabel = "N",
            description = "With --stress: only every Nth face, N times as fast (default: ${DEFAULT-VALUE}, all faces)")
    private int every = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the scores to this file")
    private @Nullable Path json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path ferPlus = votes;
        check();
        if (stress) {
            StressScores scores = measured(
                    (classifier, progress) -> FaceEvaluation.evaluateStress(data, usage, every, classifier, progress));
            StressTable.print(scores, out);
            write(scores);
        } else if (ferPlus == null) {
            FaceScores scores =
                    measured((classifier, progress) -> FaceEvaluation.evaluate(data, usage, classifier, progress));
            print(scores, out);
            write(scores);
        } else {
            FerPlusScores scores = measured(
                    (classifier, progress) -> FaceEvaluation.evaluateVotes(data, ferPlus, usage, classifier, progress));
            print(scores, out);
            write(scores);
        }
        return 0;
    }

    private void check() {
        if (stress && votes != null) {
            throw new ConfigurationException("--stress measures against FER2013's labels; expected no --votes");
        }
        if (every < 1 || (every > 1 && !stress)) {
            throw new ConfigurationException("--every=" + every + ": expected 1 or more, and only with --stress");
        }
    }

    private <S> S measured(BiFunction<EmotionClassifier, Progress, S> evaluation) {
        ClassifierConfig config = options.settings().bind(ClassifierConfig.class);
        try (EmotionClassifier classifier = OnnxEmotionClassifier.open(config);
                ProgressBar bar = new ProgressBar()) {
            return evaluation.apply(classifier, bar);
        }
    }

    private void write(Object scores) throws IOException {
        if (json != null) {
            JsonFile.write(json, scores);
        }
    }

    private static void print(FerPlusScores scores, PrintWriter out) {
        FerPlusScores.EightClasses eight = scores.eightClasses();
        out.printf(
                Locale.ROOT,
                "FER+ majority, 8 classes, contempt counts as wrong: %d faces, accuracy %.2f %%, macro-F1 %.3f%n",
                eight.faces(),
                100 * eight.accuracy(),
                eight.macroF1());
        out.printf(
                Locale.ROOT,
                "FER+ majority, 7 shared classes: %d faces, accuracy %.2f %%, macro-F1 %.3f%n",
                scores.sevenClasses().faces(),
                100 * scores.sevenClasses().accuracy(),
                scores.sevenClasses().macroF1());
        out.printf(
                "%d left out (no label has more than half of the votes, single votes not counted; or it is unknown, "
                        + "or no face)%n%nOf the 7 shared classes:%n",
                scores.leftOut());
        print(scores.sevenClasses(), out);
    }

    private static void print(FaceScores scores, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%d faces: accuracy %.2f %%, top-2 %.2f %%, macro-F1 %.3f, calibration error %.3f, %.2f ms a face%n%n",
                scores.faces(),
                100 * scores.accuracy(),
                100 * scores.top2(),
                scores.macroF1(),
                scores.ece(),
                scores.msPerFace());
        out.printf("%-10s %9s %9s %9s %9s%n", "", "precision", "recall", "f1", "faces");
        for (Map.Entry<String, FaceScores.ClassScores> row : scores.perClass().entrySet()) {
            FaceScores.ClassScores score = row.getValue();
            out.printf(
                    Locale.ROOT,
                    "%-10s %9.3f %9.3f %9.3f %9d%n",
                    row.getKey(),
                    score.precision(),
                    score.recall(),
                    score.f1(),
                    score.support());
        }
        out.printf("%nConfusion (row: label, column: answer)%n%-10s", "");
        for (Emotion emotion : Emotion.values()) {
            out.printf("%9s", emotion);
        }
        for (Emotion emotion : Emotion.values()) {
            out.printf("%n%-10s", emotion);
            scores.confusion().get(emotion.ordinal()).forEach(count -> out.printf("%9d", count));
        }
        out.printf("%n%nAbstaining below a threshold of the highest probability%n");
        out.printf("%-10s %9s %9s%n", "threshold", "kept %", "accuracy %");
        for (FaceScores.Abstention row : scores.abstention()) {
            out.printf(
                    Locale.ROOT,
                    "%-10s %9.2f %9.2f%s%n",
                    row.below(),
                    100 * row.coverage(),
                    100 * row.accuracy(),
                    row.below() == scores.abstainBelow() ? "  the model's own" : "");
        }
        out.flush();
    }
}
