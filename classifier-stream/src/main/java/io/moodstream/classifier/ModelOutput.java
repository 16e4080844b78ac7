package io.moodstream.classifier;

import io.moodstream.schemas.Emotion;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the output of a network as probabilities in the order of {@link Emotion}. */
final class ModelOutput {
    private static final int EMOTIONS = Emotion.values().length;

    /** How far a sum of 32-bit or 16-bit probabilities may be from 1. */
    private static final float SUM_TOLERANCE = 5e-3f;

    private final ModelManifest manifest;
    /** For each class of the model, the place of ours that it counts as; negative if it is dropped. */
    private final int[] places;

    ModelOutput(ModelManifest manifest) {
        this.manifest = manifest;
        this.places = manifest.classes().stream()
                .map(name -> manifest.otherClasses().getOrDefault(name, name))
                .mapToInt(name -> name.equals(ModelManifest.DROPPED)
                        ? -1
                        : Emotion.valueOf(name).ordinal())
                .toArray();
    }

    /**
     * Returns the probabilities of each face.
     *
     * @param output faces x classes, in the model's order
     */
    List<float[]> read(FloatBuffer output, int faces) {
        List<float[]> all = new ArrayList<>(faces);
        for (int face = 0; face < faces; face++) {
            float[] row = new float[places.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = output.get(face * row.length + i);
            }
            all.add(ours(checked(manifest.output().kind() == ModelManifest.Output.Kind.logits ? softmax(row) : row)));
        }
        return all;
    }

    /**
     * Returns probabilities of our classes. What is dropped is shared out in proportion; if nothing is left, the face
     * may be any of ours.
     */
    private float[] ours(float[] model) {
        float[] row = new float[EMOTIONS];
        float dropped = 0;
        for (int i = 0; i < model.length; i++) {
            if (places[i] < 0) {
                dropped += model[i];
            } else {
                row[places[i]] += model[i];
            }
        }
        if (dropped > 0) {
            float rest = 0;
            for (float p : row) {
                rest += p;
            }
            for (int i = 0; i < EMOTIONS; i++) {
                row[i] = rest > 0 ? row[i] / rest : 1f / EMOTIONS;
            }
        }
        return row;
    }

    /** Returns exp(x - max) over the sum of these, so that large logits do not overflow. */
    static float[] softmax(float[] logits) {
        float max = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        double[] powers = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            powers[i] = Math.exp(logits[i] - max);
            sum += powers[i];
        }
        float[] probabilities = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = (float) (powers[i] / sum);
        }
        return probabilities;
    }

    private float[] checked(float[] probabilities) {
        float sum = 0;
        boolean inRange = true;
        for (float p : probabilities) {
            inRange &= p >= 0 && p <= 1 + SUM_TOLERANCE;
            sum += p;
        }
        // Written so that NaN fails too.
        if (!(inRange && Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new IllegalStateException("the output of model " + manifest.id() + ""
                    + " is " + Arrays.toString(probabilities)
                    + "; expected probabilities that sum to 1 (output.kind is "
                    + manifest.output().kind() + ")");
        }
        return probabilities;
    }
}
