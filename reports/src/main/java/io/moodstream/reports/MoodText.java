package io.moodstream.reports;

import io.moodstream.schemas.Emotion;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Describes expressions and moods in plain words. Expressions are called visible: what faces look like, not what people
 * feel.
 */
public final class MoodText {
    private static final double MOST = 0.5;
    private static final int PERCENT_WORTH_SAYING = 10;
    private static final int MOST_WORDS = 3;

    private MoodText() {}

    /** Returns the adjective of an expression, as in "a face looks ...". */
    public static String looks(Emotion emotion) {
        return switch (emotion) {
            case disgust -> "disgusted";
            case fear -> "fearful";
            case surprise -> "surprised";
            default -> emotion.name();
        };
    }

    /**
     * Describes a mood, such as "Most visible expressions look happy (77 %), some neutral (15 %). 24 of 25 participants
     * could be read."
     *
     * @param shares of readable faces by expression
     * @param readable mean number of faces that were readable at a time
     */
    public static String sentence(ToDoubleFunction<Emotion> shares, double readable, int participants) {
        long read = Math.round(readable);
        long seen = Math.max(read, participants);
        String expressions = expressions(shares, Tense.PRESENT);
        return expressions.substring(0, 1).toUpperCase(Locale.ROOT) + expressions.substring(1) + ". " + read + " of "
                + seen + (seen == 1 ? " participant" : " participants") + " could be read.";
    }

    /** Describes a mood in the past, such as "most visible expressions looked happy (62 %), some neutral (20 %)". */
    static String past(ToDoubleFunction<Emotion> shares) {
        return expressions(shares, Tense.PAST);
    }

    private static String expressions(ToDoubleFunction<Emotion> shares, Tense tense) {
        List<Emotion> ranked = Arrays.stream(Emotion.values())
                .filter(expression -> percent(shares, expression) >= PERCENT_WORTH_SAYING)
                .sorted(Comparator.comparingDouble(shares).reversed())
                .limit(MOST_WORDS)
                .toList();
        if (ranked.isEmpty()) {
            return "no visible expression " + tense.stand + " out";
        }
        Emotion first = ranked.get(0);
        if (percent(shares, first) == 100) {
            return "all visible expressions " + tense.look + " " + looks(first);
        }
        if (shares.applyAsDouble(first) < MOST) {
            return "visible expressions " + tense.differ + ": " + list(shares, ranked);
        }
        List<Emotion> others = ranked.subList(1, ranked.size());
        return "most visible expressions " + tense.look + " " + list(shares, ranked.subList(0, 1))
                + (others.isEmpty() ? "" : ", some " + list(shares, others));
    }

    private static String list(ToDoubleFunction<Emotion> shares, List<Emotion> expressions) {
        return expressions.stream()
                .map(expression -> looks(expression) + " (" + percent(shares, expression) + " %)")
                .collect(Collectors.joining(", "));
    }

    private static long percent(ToDoubleFunction<Emotion> shares, Emotion expression) {
        return Math.round(100 * shares.applyAsDouble(expression));
    }

    private enum Tense {
        PRESENT("look", "differ", "stands"),
        PAST("looked", "differed", "stood");

        private final String look;
        private final String differ;
        private final String stand;

        Tense(String look, String differ, String stand) {
            this.look = look;
            this.differ = differ;
            this.stand = stand;
        }
    }
}
