package io.moodstream.launcher.benchmark.growth;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the cost of a frame is measured with.
 *
 * @param axis what grows; the first point of each axis is what the others are compared with
 * @param lectures lectures at a time
 * @param sources sources of all lectures together, one webcam of one student each
 * @param partitions of each topic that sources' frames go through
 * @param instances of each stage, which share the partitions
 */
record GrowthPoint(Axis axis, int lectures, int sources, int partitions, int instances) {
    /** Sources of a lecture where something else grows: they reach every partition. */
    private static final int CLASS = 100;

    /** Lists what grows. */
    enum Axis {
        /** Lectures of one source each. */
        LECTURES,
        /** Sources of one lecture. */
        SOURCES,
        /** Partitions of the topics, with a class of a hundred sources. */
        PARTITIONS,
        /** Instances of each stage, with the same class. */
        INSTANCES;

        /** Returns its points with at most so many sources. */
        List<GrowthPoint> points(int most) {
            Stream<GrowthPoint> points = switch (this) {
                case LECTURES -> Stream.of(1, 10, 100, 1_000).map(n -> point(n, n, Topics.PARTITIONS, 1));
                case SOURCES -> Stream.of(1, 100, 1_000, 10_000).map(n -> point(1, n, Topics.PARTITIONS, 1));
                case PARTITIONS -> Stream.of(8, 16, 64).map(n -> point(1, Math.min(most, CLASS), n, 1));
                case INSTANCES -> Stream.of(1, 2).map(n -> point(1, Math.min(most, CLASS), Topics.PARTITIONS, n));
            };
            return points.filter(point -> point.sources <= most).toList();
        }

        private GrowthPoint point(int lectures, int sources, int partitions, int instances) {
            return new GrowthPoint(this, lectures, sources, partitions, instances);
        }
    }

    /** Returns the point that {@link #text} has written. */
    static GrowthPoint parse(String text) {
        String[] words = text.split(",");
        try {
            int[] numbers =
                    Arrays.stream(words).skip(1).mapToInt(Integer::parseInt).toArray();
            return new GrowthPoint(Axis.valueOf(words[0]), numbers[0], numbers[1], numbers[2], numbers[3]);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new ConfigurationException(
                    "--point=" + text + ": expected AXIS,LECTURES,SOURCES,PARTITIONS,INSTANCES");
        }
    }

    /** Returns it as a word of a command line. */
    String text() {
        return axis + "," + lectures + "," + sources + "," + partitions + "," + instances;
    }

    /** Returns the lecture of a source. */
    String lecture(int source) {
        return "growth-" + source % lectures;
    }

    /** Returns the first point of each axis with those that follow it. */
    static List<GrowthPoint> of(List<Axis> axes, int most) {
        List<GrowthPoint> points = new ArrayList<>();
        axes.forEach(axis -> points.addAll(axis.points(most)));
        return points;
    }
}
