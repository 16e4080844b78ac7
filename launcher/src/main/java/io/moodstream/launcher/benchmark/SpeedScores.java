package io.moodstream.launcher.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of {@code benchmark}, without the warm-up.
 *
 * @param cores of this machine, and threads of the plain loop
 * @param runs one for each kind of sources and each model
 */
record SpeedScores(int cores, List<Run> runs) {

    /** Returns the pipeline's frames a second as shares of the plain loop's, by kind of sources and model. */
    @JsonProperty
    Map<String, Map<String, Double>> pipelineToLoop() {
        Map<String, Map<String, Double>> ratios = new TreeMap<>();
        runs.forEach(run ->
                ratios.computeIfAbsent(run.kind(), any -> new TreeMap<>()).put(run.model(), run.ratio()));
        return ratios;
    }

    /**
     * @param kind of sources
     * @param model the classifier's
     * @param sources how many
     * @param pipeline at full speed
     * @param loop the plain loop, half of it before the pipeline and half after
     * @param latency at half of the pipeline's full speed
     */
    record Run(String kind, String model, int sources, Side pipeline, Side loop, Latency latency) {
        double ratio() {
            return pipeline.framesPerSecond() / loop.framesPerSecond();
        }
    }

    /**
     * @param frames processed
     * @param faces found in them
     * @param seconds from the first frame to the last result
     * @param cpuSeconds that the processes used, the broker's included
     */
    record Side(long frames, long faces, double seconds, double cpuSeconds) {
        @JsonProperty
        double framesPerSecond() {
            return frames / seconds;
        }

        @JsonProperty
        double cpuMillisPerFrame() {
            return 1e3 * cpuSeconds / frames;
        }

        Side plus(Side other) {
            return new Side(
                    frames + other.frames, faces + other.faces, seconds + other.seconds, cpuSeconds + other.cpuSeconds);
        }
    }

    /**
     * From a frame's publication to its emotions being readable, milliseconds, nearest rank.
     *
     * @param framesPerSecond the pace at which it was measured
     * @param p50 median
     * @param p99 99th percentile
     */
    record Latency(double framesPerSecond, long p50, long p99) {}
}
