package io.moodstream.reports;

import io.moodstream.reports.statistics.EDivisive;
import io.moodstream.reports.statistics.ShareBands;
import java.util.ArrayList;
import java.util.List;

/** Explains in sentences how the numbers were computed. */
final class Method {
    private Method() {}

    static List<String> of(Mood mood) {
        List<String> method = new ArrayList<>();
        method.add("Changes: E-divisive (Matteson and James, 2014), applied to the mean probabilities of the windows,"
                + " cuts the lecture where the parts before and after differ most (energy distance), and then cuts the"
                + " parts. A cut counts as a change if at most 2 % of " + EDivisive.REPLICATIONS
                + " simulated lectures have a cut that is as large. They are simulated from this lecture by a sieve"
                + " bootstrap (B\u00fchlmann, 1997): an autoregression of order 6 with shuffled innovations,"
                + " so that they fluctuate as this lecture does, but without a change. Changes less"
                + " than " + EDivisive.SHORTEST
                + " windows apart cannot be distinguished. Of artificial lectures without a change, 1 to 9 % had a"
                + " false alarm, and up to 16 % if faces kept an expression for minutes.");
        method.add("Shares: " + shares(mood) + " In the shares as classified, each readable face of each window has"
                + " the same weight.");
        method.add("Bands: 95 % percentiles of " + ShareBands.DRAWS + " draws. Each draws the predicted shares from a"
                + " Dirichlet distribution whose width is that of as many faces as were readable at a time; each face"
                + " counts once, however many frames it was in, because frames of one face are not independent"
                + (mood.modelErrors().isEmpty()
                        ? "."
                        : ". Each row of the confusion matrix is drawn from another Dirichlet distribution.")
                + " The bands cover lectures with faces like these; they do not cover the effects of cameras, light or"
                + " angles.");
        return method;
    }

    private static String shares(Mood mood) {
        if (mood.modelErrors().isEmpty()) {
            return "the errors of the model are not known, so the estimates are the shares as it classified them, and"
                    + " the bands cover the uncertainty of sampling alone: they are too narrow.";
        }
        return "the shares under which the model's predictions are most likely, given how often it mistakes one"
                + " expression for another (its confusion matrix, rows normalised; expectation-maximisation on the"
                + " simplex). The confusion matrix was counted on "
                + String.join("; and ", mood.modelErrors()) + ". The faces of a class may be harder to classify than"
                + " those pictures.";
    }
}
