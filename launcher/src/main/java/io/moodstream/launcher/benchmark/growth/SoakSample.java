package io.moodstream.launcher.benchmark.growth;

import java.util.Map;

/**
 * What was measured at one time.
 *
 * @param seconds since the lectures began
 * @param values those that were measured; the heap is not in every sample
 */
record SoakSample(double seconds, Map<SoakMeasure, Double> values) {
    /** Copies the values. */
    SoakSample {
        values = Map.copyOf(values);
    }
}
