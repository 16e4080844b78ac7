package io.moodstream.dashboard.lectures;

import io.moodstream.schemas.Emotion;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A mood in plain words, such as: Most visible expressions look happy (77 %), some neutral (15 %). 24 of 25 participants
 * could be read.
 */
final class MoodSentence {
    private static final double MOST = 0.5;
    private static final double WORTH_SAYING = 0.1;
    private static final int MOST_WORDS = 3;
    private static final Map<Emotion, String> LOOKS = Map.of(
            Emotion.disgust, "disgusted",
            Emotion.fear, "fearful",
            Emotion.surprise, "surprised");

    private MoodSentence() {}

    static String of(MoodJson mood) {
        long readable = Math.round(mood.readable());
        long seen = Math.max(readable, mood.participants());
        return expressions(mood.shares()) + ". " + readable + " of " + seen
                + (seen == 1 ? " participant" : " participants") + " could be read.";
    }

    private static String expressions(ByExpression shares) {
        List<Emotion> ranked = Arrays.stream(Emotion.values())
                .filter(expression -> percent(shares, expression) >= WORTH_SAYING * 100)
                .sorted(Comparator.comparingDouble(shares::get).reversed())
                .limit(MOST_WORDS)
                .toList();
        if (ranked.isEmpty()) {
            return "No visible expression stands out";
        }
        Emotion first = ranked.get(0);
        if (percent(shares, first) == 100) {
            return "All visible expressions look " + looks(first);
        }
        if (shares.get(first) < MOST) {
            return "Visible expressions differ: " + said(shares, ranked);
        }
        List<Emotion> others = ranked.subList(1, ranked.size());
        return "Most visible expressions look " + said(shares, ranked.subList(0, 1))
                + (others.isEmpty() ? "" : ", some " + said(shares, others));
    }

    private static String said(ByExpression shares, List<Emotion> expressions) {
        return expressions.stream()
                .map(expression -> looks(expression) + " (" + percent(shares, expression) + " %)")
                .collect(Collectors.joining(", "));
    }

    private static long percent(ByExpression shares, Emotion expression) {
        return Math.round(shares.get(expression) * 100);
    }

    private static String looks(Emotion expression) {
        return LOOKS.getOrDefault(expression, expression.name());
    }
}
