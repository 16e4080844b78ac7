package io.moodstream.reports;

import io.moodstream.schemas.Emotion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Computes values by expression, in the order of {@link Emotion}. */
final class Expressions {
    static final int COUNT = Emotion.values().length;

    private Expressions() {}

    /** Returns a map of the values by expression, given the value for each index. */
    static <V> Map<Emotion, V> by(IntFunction<V> value) {
        Map<Emotion, V> map = new EnumMap<>(Emotion.class);
        for (Emotion emotion : Emotion.values()) {
            map.put(emotion, value.apply(emotion.ordinal()));
        }
        return map;
    }

    /** Returns the means over windows, weighted by the number of readable faces. */
    static double[] mean(List<Window> windows, Function<Window, double[]> values) {
        double[] mean = new double[COUNT];
        double faces = windows.stream().mapToDouble(Window::readable).sum();
        for (Window window : windows) {
            double weight = faces > 0 ? window.readable() / faces : 1.0 / windows.size();
            for (int i = 0; i < COUNT; i++) {
                mean[i] += weight * values.apply(window)[i];
            }
        }
        return mean;
    }

    /** Rounds to four decimals, so that a value is the same in all files. */
    static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
