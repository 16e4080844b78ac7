package io.moodstream.launcher.evaluate;

import io.moodstream.classifier.evaluation.StressScores;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Prints the scores of changed faces as a table in Markdown. */
final class StressTable {
    private StressTable() {}

    static void print(StressScores scores, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%d faces under each change; not readable: highest probability below %.2f%n%n",
                scores.faces(),
                scores.abstainBelow());
        out.printf("| change | level | accuracy | readable | of these right | readable and wrong | ECE |%n");
        out.printf("|---|---|---:|---:|---:|---:|---:|%n");
        DecimalFormat level = new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
        for (StressScores.Line line : scores.changes()) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.3f |%n",
                    line.change(),
                    line.unit().isEmpty() ? "-" : level.format(line.level()) + " " + line.unit(),
                    100 * line.accuracy(),
                    100 * line.readable(),
                    100 * line.readableAccuracy(),
                    100 * line.wrong(),
                    line.ece());
        }
        out.flush();
    }
}
