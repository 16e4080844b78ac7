package io.moodstream.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Coverage over more truths and numbers of faces is in docs/reports.md; here is one of each, with a fixed seed. */
class ShareBandsTest {
    private static final double[][] COUNTS = {
        {295, 7, 37, 13, 43, 4, 31},
        {14, 33, 1, 1, 4, 0, 0},
        {37, 1, 258, 6, 95, 32, 37},
        {7, 0, 8, 811, 6, 18, 36},
        {53, 1, 50, 12, 412, 8, 61},
        {12, 1, 30, 12, 5, 344, 5},
        {24, 0, 22, 53, 74, 6, 381}
    };
    private static final double[] TRUTH = {.10, .03, .10, .08, .30, .09, .30};
    private static final Confusion CONFUSION = new Confusion(COUNTS);

    /** Returns the shares that a model with these rates predicts for random faces. */
    private static double[] predictions(Random random, int faces) {
        double[] predictions = new double[7];
        double[][] rates = CONFUSION.rates();
        for (int face = 0; face < faces; face++) {
            predictions[drawn(rates[drawn(TRUTH, random)], random)] += 1.0 / faces;
        }
        return predictions;
    }

    private static int drawn(double[] shares, Random random) {
        double left = random.nextDouble();
        int drawn = 0;
        while (drawn < 6 && left >= shares[drawn]) {
            left -= shares[drawn++];
        }
        return drawn;
    }

    private static double[] expected(double[] truth) {
        double[] expected = new double[7];
        double[][] rates = CONFUSION.rates();
        for (int label = 0; label < 7; label++) {
            for (int prediction = 0; prediction < 7; prediction++) {
                expected[prediction] += truth[label] * rates[label][prediction];
            }
        }
        return expected;
    }

    @Test
    void theTruthIsFoundFromTheMeanPredictions() {
        List<Band> bands = new ShareBands(Optional.of(CONFUSION)).of(expected(TRUTH), 1e6);
        for (int i = 0; i < 7; i++) {
            assertThat(bands.get(i).share()).isCloseTo(TRUTH[i], within(0.01));
        }
    }

    @Test
    void nineteenOfTwentyBandsHoldTheTruth() {
        Random random = new Random(5);
        int held = 0;
        for (int time = 0; time < 40; time++) {
            List<Band> bands = new ShareBands(Optional.of(CONFUSION)).of(predictions(random, 25), 25);
            for (int i = 0; i < 7; i++) {
                held += bands.get(i).low() <= TRUTH[i]
                                && TRUTH[i] <= bands.get(i).high()
                        ? 1
                        : 0;
            }
        }
        assertThat(held / 280.0).isGreaterThan(0.92);
    }

    @Test
    void moreFacesMakeBandsNarrowerAndErrorsMakeThemWider() {
        double[] predictions = expected(TRUTH);
        assertThat(width(Optional.of(CONFUSION), predictions, 100))
                .isLessThan(width(Optional.of(CONFUSION), predictions, 10));
        assertThat(width(Optional.of(CONFUSION), predictions, 25))
                .isGreaterThan(width(Optional.empty(), predictions, 25));
    }

    @Test
    void theSameAnswersGiveTheSameBands() {
        ShareBands bands = new ShareBands(Optional.of(CONFUSION));
        assertThat(bands.of(TRUTH, 25)).isEqualTo(bands.of(TRUTH, 25));
    }

    private static double width(Optional<Confusion> confusion, double[] predictions, double faces) {
        return new ShareBands(confusion)
                .of(predictions, faces).stream()
                        .mapToDouble(band -> band.high() - band.low())
                        .sum();
    }
}
