package io.moodstream.classifier;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures a model on labelled faces, asked exactly as the stage asks it. */
public final class FaceEvaluation {
    /** Faces in one call, as of a frame of a class. */
    private static final int FRAME = 32;

    private final EmotionClassifier classifier;
    private final FaceTally tally = new FaceTally();
    private final List<LabelledFace> frame = new ArrayList<>();
    private long nanos;

    private FaceEvaluation(EmotionClassifier classifier) {
        this.classifier = classifier;
    }

    /**
     * Scores a model on one part of FER2013.
     *
     * @param data {@code fer2013.csv}, plain or gzip
     * @param usage Training, PublicTest or PrivateTest
     * @throws io.moodstream.kit.ConfigurationException naming file, line and what is expected, if the data cannot be
     *     read or holds no such part
     */
    public static FaceScores evaluate(Path data, String usage, EmotionClassifier classifier, Progress progress) {
        FaceEvaluation evaluation = new FaceEvaluation(classifier);
        Fer2013Csv.read(data, usage, evaluation::add, progress);
        evaluation.classify();
        return evaluation.tally.scores(evaluation.nanos);
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
        List<float[]> answers = classifier.classify(crops).probabilities();
        nanos += System.nanoTime() - start;
        for (int i = 0; i < answers.size(); i++) {
            tally.add(frame.get(i).truth(), answers.get(i));
        }
        frame.clear();
    }
}
