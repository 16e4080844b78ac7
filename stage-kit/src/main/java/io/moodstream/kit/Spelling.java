package io.moodstream.kit;

import java.util.Comparator;
import java.util.List;

/** Suggests the word that a misspelt one may stand for. */
public final class Spelling {
    private Spelling() {}

    /**
     * Asks whether the candidate with the smallest edit distance (Levenshtein 1966) is meant, as in "; did you mean this?".
     * Returns an empty text if more than a third of the word would have to change, as it then stands for something else.
     */
    public static String hint(String word, List<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(nearest -> distance(word, nearest) <= Math.max(1, word.length() / 3))
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("");
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(swap, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
