package io.moodstream.dashboard.lectures;

import com.fasterxml.jackson.annotation.JsonValue;
import io.moodstream.schemas.Emotion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Seven shares or probabilities, 0 to 1, one for each visible expression; an object with their names in JSON. */
public final class ByExpression {
    private static final Emotion[] EXPRESSIONS = Emotion.values();
    private static final double DIGITS = 10_000;

    private final float[] values = new float[EXPRESSIONS.length];

    private ByExpression() {}

    /**
     * In the order of {@link Emotion}.
     *
     * @throws IllegalArgumentException if they are not seven
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

    /** By name; what is not named is 0. */
    static ByExpression of(Map<String, Double> values) {
        ByExpression all = new ByExpression();
        for (Emotion expression : EXPRESSIONS) {
            all.values[expression.ordinal()] =
                    values.getOrDefault(expression.name(), 0.0).floatValue();
        }
        return all;
    }

    /** The value of one. */
    public double get(Emotion expression) {
        return values[expression.ordinal()];
    }

    /** By name, in the order of {@link Emotion}, with four digits. */
    @JsonValue
    Map<String, Double> json() {
        Map<String, Double> json = new LinkedHashMap<>();
        for (Emotion expression : EXPRESSIONS) {
            json.put(expression.name(), rounded(get(expression)));
        }
        return json;
    }

    /** With four digits: more would only make the answers longer. */
    static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
