package io.moodstream.reports;

import io.moodstream.reports.words.Language;
import io.moodstream.reports.words.Messages;
import io.moodstream.schemas.Emotion;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Describes expressions and moods in plain words. Expressions are called visible: what faces look like, not what people
 * feel.
 */
public final class MoodText {
    private static final double MOST = 0.5;
    private static final int PERCENT_WORTH_SAYING = 10;
    private static final int MOST_WORDS = 3;

    private MoodText() {}

    /**
     * Describes a mood in English, as topics and the API do, such as "Most visible expressions look happy (77 %), some
     * neutral (15 %). 24 of 25 participants could be read."
     *
     * @param shares of readable faces by expression
     * @param readable mean number of faces that were readable at a time
     */
    public static String sentence(ToDoubleFunction<Emotion> shares, double readable, int participants) {
        Messages english = Messages.in(Language.ENGLISH);
        long read = Math.round(readable);
        return english.text(
                "mood.sentence",
                "mood",
                english.capital(expressions(english, "now", shares)),
                "readable",
                read,
                "seen",
                Math.max(read, participants));
    }

    /** Describes a mood in the past, such as "most visible expressions looked happy (62 %), some neutral (20 %)". */
    static String past(Messages messages, ToDoubleFunction<Emotion> shares) {
        return expressions(messages, "past", shares);
    }

    private static String expressions(Messages messages, String tense, ToDoubleFunction<Emotion> shares) {
        List<Emotion> ranked = Arrays.stream(Emotion.values())
                .filter(expression -> percent(shares, expression) >= PERCENT_WORTH_SAYING)
                .sorted(Comparator.comparingDouble(shares).reversed())
                .limit(MOST_WORDS)
                .toList();
        if (ranked.isEmpty()) {
            return messages.text("mood.none." + tense);
        }
        Emotion first = ranked.get(0);
        if (percent(shares, first) == 100) {
            return messages.text("mood.all." + tense, "expression", messages.looks(first));
        }
        if (shares.applyAsDouble(first) < MOST) {
            return messages.text("mood.differ." + tense, "expressions", list(messages, shares, ranked));
        }
        List<Emotion> others = ranked.subList(1, ranked.size());
        return messages.text(
                (others.isEmpty() ? "mood.most." : "mood.most-some.") + tense,
                "first",
                list(messages, shares, ranked.subList(0, 1)),
                "others",
                list(messages, shares, others));
    }

    private static String list(Messages messages, ToDoubleFunction<Emotion> shares, List<Emotion> expressions) {
        return messages.list(expressions.stream()
                .map(expression -> messages.text(
                        "expression.share",
                        "expression",
                        messages.looks(expression),
                        "share",
                        messages.percent(shares.applyAsDouble(expression))))
                .toList());
    }

    private static long percent(ToDoubleFunction<Emotion> shares, Emotion expression) {
        return Math.round(100 * shares.applyAsDouble(expression));
    }
}
