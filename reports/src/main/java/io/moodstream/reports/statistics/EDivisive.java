package io.moodstream.reports.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Finds the changes of a series by E-divisive: D. S. Matteson and N. A. James, "A Nonparametric Approach for Multiple
 * Change Point Analysis of Multivariate Data", JASA 109 (2014). The series is cut where the energy distance between the
 * parts before and after is largest. The cut is tested, and the search continues in the segments until a test fails.
 * One thing differs from the paper: observations of a lecture are not independent, so the test does not shuffle them,
 * but compares with series that {@link SieveBootstrap} simulates.
 */
public final class EDivisive {
    /** The smallest number of observations in a segment. */
    public static final int SHORTEST = 12;

    /** The number of simulated series that each test compares with. */
    public static final int REPLICATIONS = 199;

    /** The significance level: a cut is a change if its p-value is at most this. */
    public static final double LEVEL = 0.02;

    private static final long SEED = 20140;

    private final double[][] series;
    private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(SEED);
    private final List<Integer> starts = new ArrayList<>(List.of(0));

    private EDivisive(double[][] series) {
        this.series = series;
    }

    /**
     * Returns the changes of a series.
     *
     * @param series vectors of one length, in the order of time, at most about 1000: time and memory grow with the
     *     square
     * @return the changes in the order of time; the same for the same series
     */
    public static List<ChangePoint> changes(double[][] series) {
        List<ChangePoint> changes = series.length < 2 * SHORTEST ? List.of() : new EDivisive(series).search();
        return changes.stream()
                .sorted(Comparator.comparingInt(ChangePoint::index))
                .toList();
    }

    private List<ChangePoint> search() {
        List<ChangePoint> changes = new ArrayList<>();
        Energy.Cut cut = best(series);
        while (cut.at() >= 0) {
            double p = test(cut);
            if (p > LEVEL) {
                break;
            }
            changes.add(new ChangePoint(cut.at(), p));
            starts.add(cut.at());
            starts.sort(Comparator.naturalOrder());
            cut = best(series);
        }
        return changes;
    }

    private Energy.Cut best(double[][] observations) {
        Energy energy = new Energy(observations, SHORTEST);
        Energy.Cut best = Energy.Cut.NONE;
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : series.length;
            Energy.Cut cut = energy.best(starts.get(i), end);
            best = cut.statistic() > best.statistic() ? cut : best;
        }
        return best;
    }

    /** Returns the p-value of a cut. Stops as soon as the test has failed: the value is a lower bound then. */
    private double test(Energy.Cut cut) {
        List<Integer> cuts = new ArrayList<>(starts);
        cuts.add(cut.at());
        cuts.sort(Comparator.naturalOrder());
        SieveBootstrap bootstrap = SieveBootstrap.of(series, cuts, random);
        int asLarge = 1;
        for (int i = 0; i < REPLICATIONS && asLarge <= LEVEL * (REPLICATIONS + 1); i++) {
            asLarge += best(bootstrap.series()).statistic() >= cut.statistic() ? 1 : 0;
        }
        return asLarge / (REPLICATIONS + 1.0);
    }
}
