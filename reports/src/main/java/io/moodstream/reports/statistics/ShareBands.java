package io.moodstream.reports.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DirichletSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Estimates shares of expressions with 95 % bands. What may be off is drawn at random many times: which faces were
 * readable (a Dirichlet distribution around the answers' shares, as wide as for so many faces that answer once each:
 * frames of one face are not independent), and how often the model errs (another one for each row of its confusion
 * matrix). Each time the true shares are solved anew; the band holds the middle 95 %.
 */
public final class ShareBands {
    /** Times drawn. */
    public static final int DRAWS = 2000;

    /** What each answer counts for before any was given, faces: Jeffreys' prior. A seventh made bands too narrow. */
    private static final double PRIOR = 0.5;

    private static final double TAIL = 0.025;
    private static final long SEED = 1977;

    private final Optional<Confusion> confusion;

    /**
     * @param confusion of the model; without it the answers count as right
     */
    public ShareBands(Optional<Confusion> confusion) {
        this.confusion = confusion;
    }

    /**
     * The bands of the shares that stand behind answers.
     *
     * @param answers shares of the answers, sum 1
     * @param faces how many faces answered, at least 1
     * @return one for each share; the same for the same answers
     */
    public List<Band> of(double[] answers, double faces) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(SEED);
        double[][] drawn = new double[answers.length][DRAWS];
        DirichletSampler sampled = dirichlet(random, answers, faces);
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] shares = solve(sampled.sample(), random);
            for (int i = 0; i < shares.length; i++) {
                drawn[i][draw] = shares[i];
            }
        }
        double[] best =
                confusion.map(known -> TrueShares.solve(answers, known.rates())).orElse(answers);
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            bands.add(band(best[i], drawn[i]));
        }
        return List.copyOf(bands);
    }

    private double[] solve(double[] answers, UniformRandomProvider random) {
        return confusion
                .map(known -> TrueShares.solve(answers, drawnRates(known, random)))
                .orElse(answers);
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

    /** The estimate lies within, also where it is at the edge of what was drawn. */
    private static Band band(double best, double[] drawn) {
        Arrays.sort(drawn);
        double low = drawn[(int) Math.floor(TAIL * (drawn.length - 1))];
        double high = drawn[(int) Math.ceil((1 - TAIL) * (drawn.length - 1))];
        return new Band(best, Math.min(low, best), Math.max(high, best));
    }
}
