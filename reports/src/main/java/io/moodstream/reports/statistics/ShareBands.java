package io.moodstream.reports.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DirichletSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Estimates shares of expressions with 95 % bands. The uncertain quantities are drawn at random many times: the sample
 * of readable faces (a Dirichlet distribution around the predicted shares, as wide as for one prediction per face,
 * because frames of one face are not independent), and the error rates of the model (a Dirichlet distribution for each
 * row of its confusion matrix). The true shares are solved for each draw; the band holds the middle 95 %.
 */
public final class ShareBands {
    /** The number of draws. */
    public static final int DRAWS = 2000;

    /** The prior weight of each class, in faces: Jeffreys' prior. A seventh made bands too narrow. */
    private static final double PRIOR = 0.5;

    private static final double TAIL = 0.025;
    private static final long SEED = 1977;

    private final Optional<Confusion> confusion;

    /**
     * Creates an estimator.
     *
     * @param confusion the model's confusion matrix; without it the predictions count as correct
     */
    public ShareBands(Optional<Confusion> confusion) {
        this.confusion = confusion;
    }

    /**
     * Estimates the true shares behind predicted ones.
     *
     * @param predicted shares of the predictions, sum 1
     * @param faces number of faces behind the predictions, at least 1
     * @return a band for each share; the same for the same arguments
     */
    public List<Band> of(double[] predicted, double faces) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(SEED);
        double[][] drawn = new double[predicted.length][DRAWS];
        DirichletSampler sampled = dirichlet(random, predicted, faces);
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] shares = solve(sampled.sample(), random);
            for (int i = 0; i < shares.length; i++) {
                drawn[i][draw] = shares[i];
            }
        }
        double[] best = confusion
                .map(known -> TrueShares.solve(predicted, known.rates()))
                .orElse(predicted);
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < predicted.length; i++) {
            bands.add(band(best[i], drawn[i]));
        }
        return List.copyOf(bands);
    }

    private double[] solve(double[] predicted, UniformRandomProvider random) {
        return confusion
                .map(known -> TrueShares.solve(predicted, drawnRates(known, random)))
                .orElse(predicted);
    }

    private static double[][] drawnRates(Confusion confusion, UniformRandomProvider random) {
        return Arrays.stream(confusion.counts())
                .map(row -> dirichlet(random, row, 1).sample())
                .toArray(double[][]::new);
    }

    private static DirichletSampler dirichlet(UniformRandomProvider random, double[] weights, double times) {
        double[] alpha =
                Arrays.stream(weights).map(weight -> weight * times + PRIOR).toArray();
        return DirichletSampler.of(random, alpha);
    }

    /**
     * Returns the band around an estimate; it always includes the estimate, even if that is at the edge of the draws.
     */
    private static Band band(double best, double[] drawn) {
        Arrays.sort(drawn);
        double low = drawn[(int) Math.floor(TAIL * (drawn.length - 1))];
        double high = drawn[(int) Math.ceil((1 - TAIL) * (drawn.length - 1))];
        return new Band(best, Math.min(low, best), Math.max(high, best));
    }
}
