package io.moodstream.reports.statistics;

/**
 * Computes the scaled energy distance with exponent 1 between two parts of a series (Matteson and James 2014): the
 * largest one over all ways to cut a segment into a first part, a second part after it, and a rest.
 */
final class Energy {
    private final double[][] distances;
    private final int shortest;

    /**
     * Computes the distances of all pairs of observations.
     *
     * @param series vectors of one length, in the order of time
     * @param shortest smallest number of observations in a part, at least 2
     */
    Energy(double[][] series, int shortest) {
        this.distances = distances(series);
        this.shortest = shortest;
    }

    /** Holds the best cut of a segment and its statistic. */
    record Cut(int at, double statistic) {
        static final Cut NONE = new Cut(-1, Double.NEGATIVE_INFINITY);
    }

    /**
     * Returns the best cut of the observations start to end - 1.
     *
     * @return {@link Cut#NONE} if there are too few observations
     */
    Cut best(int start, int end) {
        int size = end - start;
        if (size < 2 * shortest) {
            return Cut.NONE;
        }
        double[] within = within(start, size);
        double[] rectangle = new double[size + 1];
        Cut best = Cut.NONE;
        for (int first = 1; first <= size - shortest; first++) {
            addRow(rectangle, distances[start + first - 1], start, size);
            if (first >= shortest) {
                best = better(best, within, rectangle, start, first, size);
            }
        }
        return best;
    }

    /** Returns, for each number of observations from the start on, the sum of the distances of their pairs. */
    private double[] within(int start, int size) {
        double[] within = new double[size + 1];
        for (int i = 0; i < size; i++) {
            double[] row = distances[start + i];
            double sum = 0;
            for (int j = 0; j < i; j++) {
                sum += row[start + j];
            }
            within[i + 1] = within[i] + sum;
        }
        return within;
    }

    private static void addRow(double[] rectangle, double[] row, int start, int size) {
        double sum = 0;
        for (int j = 0; j < size; j++) {
            sum += row[start + j];
            rectangle[j + 1] += sum;
        }
    }

    private Cut better(Cut best, double[] within, double[] rectangle, int start, int first, int size) {
        Cut better = best;
        double left = within[first];
        for (int both = first + shortest; both <= size; both++) {
            int second = both - first;
            double between = rectangle[both] - rectangle[first];
            double right = within[both] - left - between;
            double energy = 2 * between / ((double) first * second)
                    - 2 * left / ((double) first * (first - 1))
                    - 2 * right / ((double) second * (second - 1));
            double statistic = energy * first * second / both;
            if (statistic > better.statistic()) {
                better = new Cut(start + first, statistic);
            }
        }
        return better;
    }

    private static double[][] distances(double[][] series) {
        double[][] distances = new double[series.length][series.length];
        for (int i = 0; i < series.length; i++) {
            for (int j = 0; j < i; j++) {
                double square = 0;
                for (int k = 0; k < series[i].length; k++) {
                    double difference = series[i][k] - series[j][k];
                    square += difference * difference;
                }
                distances[i][j] = Math.sqrt(square);
                distances[j][i] = distances[i][j];
            }
        }
        return distances;
    }
}
