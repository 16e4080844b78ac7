package io.moodstream.reports;

import io.moodstream.reports.statistics.EDivisive;
import io.moodstream.reports.statistics.ShareBands;
import java.util.ArrayList;
import java.util.List;

/** How the numbers were made, in sentences. */
final class Method {
    private Method() {}

    static List<String> of(Mood mood) {
        List<String> method = new ArrayList<>();
        method.add("Changes: E-divisive (Matteson and James, 2014) on the mean probabilities of the windows cuts the"
                + " lecture where what comes before and after differs most (energy distance), again and again. A cut"
                + " counts if at most 2 % of " + EDivisive.REPLICATIONS
                + " simulated lectures have so large a one. They"
                + " are made from this lecture by a sieve bootstrap (B\u00fchlmann, 1997): an autoregression of order 6"
                + " with shuffled innovations, so that they wander as this one does, without a change. Changes fewer"
                + " than " + EDivisive.SHORTEST
                + " windows apart are not told apart. Of made-up lectures without a change, 1"
                + " to 9 % had a false alarm, and up to 16 % where faces kept an expression for minutes.");
        method.add("Shares: " + shares(mood) + " As read, each readable face of each window counts the same.");
        method.add("Bands: 95 % percentiles of " + ShareBands.DRAWS + " draws. Each draws the shares of the answers"
                + " from a Dirichlet distribution that is as wide as for so many faces as were readable at a time, each"
                + " counted once however many frames it was in, since frames of one face are not independent"
                + (mood.modelErrors().isEmpty() ? "." : ", and each row of the confusion matrix from another.")
                + " They hold for lectures in which faces like these might have been seen; they do not hold what"
                + " cameras, light or angles change.");
        return method;
    }

    private static String shares(Mood mood) {
        if (mood.modelErrors().isEmpty()) {
            return "the errors of the model are not known, so the estimates are what it read, and the bands hold the"
                    + " uncertainty of sampling alone: they are too narrow.";
        }
        return "the shares under which the model's answers are most likely, given how often it takes one expression for"
                + " another (its confusion matrix, rows normalised; expectation-maximisation on the simplex). Counted on "
                + String.join("; and ", mood.modelErrors()) + ". A class may be harder to read than those pictures.";
    }
}
