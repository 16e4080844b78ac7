package io.moodstream.classifier;

import java.util.ArrayList;
import java.util.List;

/** Evaluates probabilities of the seven expressions. */
public final class Probabilities {
    private Probabilities() {}

    /** Returns the index of the largest probability; of equal ones, the first. */
    public static int best(float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return best;
    }

    static List<Float> asList(float[] probabilities) {
        List<Float> list = new ArrayList<>(probabilities.length);
        for (float p : probabilities) {
            list.add(p);
        }
        return list;
    }
}
