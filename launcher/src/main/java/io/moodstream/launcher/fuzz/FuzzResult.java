package io.moodstream.launcher.fuzz;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of one input.
 *
 * @param number its number among those of its kind, from 0
 * @param verdict what the product did
 * @param detail the sentence with which it was refused, or what is wrong with the product; empty if it was accepted
 * @param micros time it took, microseconds
 */
record FuzzResult(int number, Verdict verdict, String detail, long micros) {
    private static final Pattern LINE = Pattern.compile("(\\d+)\t([A-Z]+)\t(\\d+)\t(.*)");
    private static final Pattern REASON = Pattern.compile("([a-z][a-z0-9-]{2,40}): .*", Pattern.DOTALL);
    private static final Pattern VARIABLE =
            Pattern.compile("[^ ]*/[^ ]*|[^ ]*[0-9\"'\\[\\]{}<>(),=;].*|[^\\x20-\\x7e].*", Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");
    private static final int WORDS = 5;
    private static final int LONGEST = 600;

    /** What the product may do with an input. */
    enum Verdict {
        ACCEPTED,
        REFUSED,
        /** Neither, within the time: a find if it is so again. */
        SLOW,
        FIND
    }

    /** Returns whether the product did what it should. */
    boolean isHarmless() {
        return verdict == Verdict.ACCEPTED || verdict == Verdict.REFUSED;
    }

    /** Returns the code of the reason with which it was refused; none if there is only a sentence. */
    Optional<String> code() {
        return Optional.of(REASON.matcher(detail)).filter(Matcher::matches).map(named -> named.group(1));
    }

    /** Returns why it was refused, in a few words that are the same for the same fault. */
    String reason() {
        return code().orElseGet(this::fixedWords);
    }

    private String fixedWords() {
        StringBuilder words = new StringBuilder();
        int count = 0;
        for (String word : detail.split("\\s+", WORDS * 4)) {
            if (!VARIABLE.matcher(word).matches() && count < WORDS) {
                words.append(count++ == 0 ? "" : " ").append(word);
            }
        }
        return words.isEmpty() ? "other" : words.toString();
    }

    /** Returns what is wrong, without the numbers in it: the same for finds that are alike. */
    String fault() {
        return detail.replaceAll("\\d+", "0");
    }

    /** Writes it as a line of text, with bytes that a terminal would obey as {@code \xNN}. */
    String line() {
        String whole = CONTROL.matcher(detail)
                .replaceAll(found -> String.format(
                        Locale.ROOT, "\\\\x%02x", (int) found.group().charAt(0)));
        String oneLine = whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + " ...";
        return number + "\t" + verdict + "\t" + micros + "\t" + oneLine;
    }

    /** Returns whether {@link #line} can have written it. */
    static boolean isLine(String line) {
        return LINE.matcher(line).matches();
    }

    /** Reads what {@link #line} has written. */
    static FuzzResult parse(String line) {
        String[] cells = line.split("\t", 4);
        return new FuzzResult(
                Integer.parseInt(cells[0]), Verdict.valueOf(cells[1]), cells[3], Long.parseLong(cells[2]));
    }
}
