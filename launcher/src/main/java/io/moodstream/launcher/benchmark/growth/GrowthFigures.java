package io.moodstream.launcher.benchmark.growth;

/**
 * What a point has cost.
 *
 * @param point what ran
 * @param frames how many were measured
 * @param framesPerSecond answered
 * @param cpuMillisPerFrame CPU time of all processes for each, publishing and counting included
 * @param heapMb Java heap of the stages' process after a collection, at the end
 * @param residentMb all memory of that process
 * @param brokerMb all memory of the broker's process
 * @param stateMb folder of RocksDB
 */
record GrowthFigures(
        GrowthPoint point,
        long frames,
        double framesPerSecond,
        double cpuMillisPerFrame,
        double heapMb,
        double residentMb,
        double brokerMb,
        double stateMb) {
    /** The bound of what counts as flat. */
    private static final double FLAT = 1.10;

    /** Returns its cost as a share of another's. */
    double ratio(GrowthFigures first) {
        return cpuMillisPerFrame / first.cpuMillisPerFrame;
    }

    /** Returns whether it is at most a tenth dearer than another. */
    boolean isFlat(GrowthFigures first) {
        return ratio(first) <= FLAT;
    }
}
