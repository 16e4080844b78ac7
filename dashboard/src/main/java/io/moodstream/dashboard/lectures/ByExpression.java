package io.moodstream.dashboard.lectures;

import com.fasterxml.jackson.annotation.JsonValue;
import io.moodstream.schemas.Emotion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Seven shares or probabilities, 0 to 1, one for each visible expression; in JSON an object by their names. */
public final class ByExpression {
    private static final Emotion[] EXPRESSIONS = Emotion.values();
    private static final double DIGITS = 10_000;

    private final float[] values = new float[EXPRESSIONS.length];

    private ByExpression() {}

    /**
     * Returns values that are given in the order of {@link Emotion}.
     *
     * @throws IllegalArgumentException if there are not seven values
     */
    public static ByExpression of(List<? extends Number> values) {
        if (values.size() != EXPRESSIONS.length) {
            throw new IllegalArgumentException("Expected seven values, not " + values.size());
        }
        ByExpression all = new ByExpression();
        for (int i = 0; i < EXPRESSIONS.length; i++) {
            all.values[i] = values.get(i).floatValue();
        }
        return all;
    }

    /** Returns values that are given by name; missing ones are 0. */
    static ByExpression of(Map<String, Double> values) {
        ByExpression all = new ByExpression();
        for (Emotion expression : EXPRESSIONS) {
            all.values[expression.ordinal()] =
                    values.getOrDefault(expression.name(), 0.0).floatValue();
        }
        return all;
    }

    /** Returns the value of one expression. */
    public double get(Emotion expression) {
        return values[expression.ordinal()];
    }

    /** Returns the values by name, in the order of {@link Emotion}, with four digits. */
    @JsonValue
    Map<String, Double> json() {
        Map<String, Double> json = new LinkedHashMap<>();
        for (Emotion expression : EXPRESSIONS) {
            json.put(expression.name(), rounded(get(expression)));
        }
        return json;
    }

    /** Returns the values rounded to whole per cents; their sum may differ from 1 by some. */
    ByExpression inPercents() {
        ByExpression all = new ByExpression();
        for (int i = 0; i < values.length; i++) {
            all.values[i] = (float) percent(values[i]);
        }
        return all;
    }

    /** Rounds to whole per cents. */
    static double percent(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** Rounds to four digits, which keeps the responses short. */
    static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
