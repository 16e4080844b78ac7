package io.moodstream.launcher.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts what became of the inputs of a kind. */
final class FuzzTally {
    private static final String ROW = "%-19s %7d %9d %8d %8.0f ms %6s %6d  %s%n";
    private static final String SENTENCE = "%9d x %s%n";
    private static final int MOST_REASONS = 4;

    /** The most memory that a worker may need: its heap, and native memory for pictures of the largest size. */
    private static final long MOST_MEMORY = 2L << 30;

    private final String kind;
    /** How many inputs were refused for each reason, and what was said of the first. */
    private final Map<String, Refusals> refused = new HashMap<>();

    private final List<FuzzResult> finds = new ArrayList<>();
    private int inputs;
    private int accepted;
    private long slowest;
    private long peak;

    private record Refusals(int count, FuzzResult first) {
        Refusals with(Refusals other) {
            return new Refusals(count + other.count, first);
        }
    }

    FuzzTally(String kind) {
        this.kind = kind;
    }

    /** Counts one. */
    void add(FuzzResult result) {
        inputs++;
        slowest = Math.max(slowest, result.micros());
        switch (result.verdict()) {
            case ACCEPTED -> accepted++;
            case REFUSED -> refused.merge(result.reason(), new Refusals(1, result), Refusals::with);
            case SLOW, FIND -> finds.add(result);
        }
    }

    /** Notes the most memory that a worker has needed so far, bytes; too much is a find of some input up to the last. */
    void memory(long bytes) {
        if (bytes > MOST_MEMORY && peak <= MOST_MEMORY) {
            finds.add(new FuzzResult(
                    inputs - 1, FuzzResult.Verdict.FIND, "memory grew to " + (bytes >> 20) + " MB by here", 0));
        }
        peak = Math.max(peak, bytes);
    }

    /** Returns the kind. */
    String kind() {
        return kind;
    }

    /** Returns what was found. */
    List<FuzzResult> finds() {
        return finds;
    }

    /** Returns how many inputs there were. */
    int inputs() {
        return inputs;
    }

    /** Returns the head of the table. */
    static String head() {
        return String.format(
                "%-19s %7s %9s %8s %11s %6s %6s  %s%n",
                "kind", "inputs", "accepted", "refused", "slowest", "MB", "finds", "refused because of");
    }

    /**
     * Returns its row of the table; below it, what was said of the first input of each reason that is a sentence and has no
     * code.
     */
    String row() {
        List<Refusals> most = refused.values().stream()
                .sorted(Comparator.comparing(Refusals::count, Comparator.reverseOrder())
                        .thenComparing(each -> each.first().detail()))
                .toList();
        List<Refusals> shown = most.stream().limit(MOST_REASONS).toList();
        String codes = shown.stream()
                .flatMap(each -> each.first().code().stream().map(code -> code + " " + each.count()))
                .collect(Collectors.joining(", "));
        String sentences = shown.stream()
                .filter(each -> each.first().code().isEmpty())
                .map(each -> String.format(
                        Locale.ROOT, SENTENCE, each.count(), each.first().detail()))
                .collect(Collectors.joining());
        int more = most.size() - shown.size();
        return String.format(
                        Locale.ROOT,
                        ROW,
                        kind,
                        inputs,
                        accepted,
                        most.stream().mapToInt(Refusals::count).sum(),
                        slowest / 1e3,
                        peak == 0 ? "-" : Long.toString(peak >> 20),
                        finds.size(),
                        codes)
                + sentences
                + (more == 0 ? "" : String.format(Locale.ROOT, "%9s more reasons%n", more));
    }
}
