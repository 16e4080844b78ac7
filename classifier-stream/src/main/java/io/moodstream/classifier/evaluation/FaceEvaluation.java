package io.moodstream.classifier.evaluation;

import io.moodstream.classifier.Classification;
import io.moodstream.classifier.Crop;
import io.moodstream.classifier.EmotionClassifier;
import io.moodstream.classifier.Probabilities;
import io.moodstream.classifier.evaluation.stress.Stress;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Progress;
import io.moodstream.schemas.Emotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Measures a model on labelled faces, which it classifies exactly as in the stage. */
public final class FaceEvaluation {
    /** Number of faces in one call, as in a frame of a class. */
    private static final int FRAME = 32;

    private final EmotionClassifier classifier;
    private final Scored each;
    private final List<LabelledFace> frame = new ArrayList<>();
    private double abstainBelow;
    private long nanos;

    private FaceEvaluation(EmotionClassifier classifier, Scored each) {
        this.classifier = classifier;
        this.each = each;
    }

    /**
     * Scores a model on one part of FER2013, or of another data set of that form.
     *
     * @param data {@code fer2013.csv}, plain or gzip, or a folder of pictures: {@code test/happy/1.jpg}
     * @param usage Training, PublicTest or PrivateTest, or the name of a folder; if null, PublicTest or test
     * @throws ConfigurationException naming file, line and what is expected, if the data cannot be read or have no such
     *     part
     */
    public static FaceScores evaluate(
            Path data, @Nullable String usage, EmotionClassifier classifier, Progress progress) {
        return scores(each -> read(data, usage, each, progress), classifier);
    }

    private static void read(Path data, @Nullable String usage, Consumer<LabelledFace> each, Progress progress) {
        if (Files.isDirectory(data)) {
            FaceFolder.read(data, usage, each, progress);
        } else {
            Fer2013Csv.read(data, usageOr(usage), each, progress);
        }
    }

    private static String usageOr(@Nullable String usage) {
        return usage == null ? "PublicTest" : usage;
    }

    private static void requireFile(Path data) {
        if (Files.isDirectory(data)) {
            throw new ConfigurationException("--data=" + data + ": a folder has no rows; expected fer2013.csv");
        }
    }

    /**
     * Scores a model on faces of one part of FER2013, as they are and under every change of {@link Stress#ALL}.
     *
     * @param every 1 for all faces, 2 for every second one, and so on
     * @throws ConfigurationException as {@link #evaluate}
     */
    public static StressScores evaluateStress(
            Path data, @Nullable String usage, int every, EmotionClassifier classifier, Progress progress) {
        List<LabelledFace> all = new ArrayList<>();
        read(data, usage, all::add, (done, total) -> {});
        List<LabelledFace> faces = IntStream.range(0, all.size())
                .filter(i -> i % every == 0)
                .mapToObj(all::get)
                .toList();
        int passes = Stress.ALL.size() + 1;
        List<StressScores.Line> lines = new ArrayList<>();
        FaceScores unchanged = scores(faces::forEach, classifier);
        lines.add(StressScores.Line.of("unchanged", 0, "", unchanged));
        progress.at(1, passes);
        for (Stress stress : Stress.ALL) {
            FaceScores scores = scores(
                    each -> faces.stream().map(face -> face.changed(stress)).forEach(each), classifier);
            lines.add(StressScores.Line.of(stress.name(), stress.level(), stress.unit(), scores));
            progress.at(lines.size(), passes);
        }
        return new StressScores(faces.size(), unchanged.abstainBelow(), lines);
    }

    private static FaceScores scores(Consumer<Consumer<LabelledFace>> faces, EmotionClassifier classifier) {
        FaceTally tally = new FaceTally();
        FaceEvaluation evaluation =
                new FaceEvaluation(classifier, (face, prediction, below) -> tally.add(face.truth(), prediction, below));
        faces.accept(evaluation::add);
        evaluation.classify();
        return tally.scores(evaluation.nanos, evaluation.abstainBelow);
    }

    /**
     * Scores a model on one part of FER2013's pictures against the majority of FER+'s votes.
     *
     * @param data {@code fer2013.csv}, plain or gzip
     * @param votes {@code fer2013new.csv}: Usage and the votes for each label, one row for each row of the data
     * @throws ConfigurationException as {@link #evaluate}, and if the votes are not those of the same rows
     */
    public static FerPlusScores evaluateVotes(
            Path data, Path votes, @Nullable String part, EmotionClassifier classifier, Progress progress) {
        requireFile(data);
        String usage = usageOr(part);
        List<FerPlusVotes> rows = FerPlusCsv.read(votes);
        FerPlusTally tally = new FerPlusTally();
        FaceEvaluation evaluation = new FaceEvaluation(
                classifier,
                (face, prediction, below) -> tally.add(votesOf(face.row(), rows, usage, votes), prediction, below));
        int all = Fer2013Csv.read(data, usage, evaluation::add, progress);
        evaluation.classify();
        if (all != rows.size()) {
            throw new ConfigurationException(
                    votes + " has " + rows.size() + " rows; expected one for each of the " + all + " rows of " + data);
        }
        return tally.scores(evaluation.nanos, evaluation.abstainBelow);
    }

    private static FerPlusVotes votesOf(int row, List<FerPlusVotes> rows, String usage, Path file) {
        if (row >= rows.size()) {
            throw new ConfigurationException(
                    file + " has " + rows.size() + " rows, fewer than the data; expected one for each row of the data");
        }
        FerPlusVotes votes = rows.get(row);
        if (!votes.usage().equals(usage)) {
            throw new ConfigurationException(file + ", line " + (row + 2) + ": Usage is " + votes.usage()
                    + ", but the same row of the data has " + usage + "; expected the votes of the same rows");
        }
        return votes;
    }

    /**
     * Classifies some pictures of FER2013.
     *
     * @param rows their rows in the file, of any part, counting from 0 without the header
     * @return the most probable emotion of each
     * @throws ConfigurationException as {@link #evaluate}, and if there is no such row
     */
    public static Map<Integer, Emotion> predictions(
            Path data, Set<Integer> rows, EmotionClassifier classifier, Progress progress) {
        requireFile(data);
        Map<Integer, Emotion> predictions = new HashMap<>();
        FaceEvaluation evaluation = new FaceEvaluation(
                classifier,
                (face, prediction, below) ->
                        predictions.put(face.row(), Emotion.values()[Probabilities.best(prediction)]));
        Fer2013Csv.readRows(data, rows, evaluation::add, progress);
        evaluation.classify();
        return predictions;
    }

    private void add(LabelledFace face) {
        frame.add(face);
        if (frame.size() == FRAME) {
            classify();
        }
    }

    private void classify() {
        List<Crop> crops = frame.stream().map(LabelledFace::crop).toList();
        long start = System.nanoTime();
        Classification predictions = classifier.classify(crops);
        nanos += System.nanoTime() - start;
        abstainBelow = predictions.abstainBelow();
        for (int i = 0; i < crops.size(); i++) {
            each.accept(frame.get(i), predictions.probabilities().get(i), abstainBelow);
        }
        frame.clear();
    }

    /** Receives a face, its probabilities and the threshold below which the model abstains. */
    private interface Scored {
        void accept(LabelledFace face, float[] prediction, double abstainBelow);
    }
}
