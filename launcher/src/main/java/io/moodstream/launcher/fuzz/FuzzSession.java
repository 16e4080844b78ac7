package io.moodstream.launcher.fuzz;

import io.moodstream.launcher.fuzz.FuzzResult.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/**
 * Gives a target its inputs, one after another. An input depends on the seed, its kind and its number only.
 *
 * @param target what reads them
 * @param kind its name
 * @param seed of the random numbers
 * @param limit the longest that reading may take
 */
record FuzzSession(FuzzTarget target, String kind, long seed, Duration limit) {
    /** After so many broken inputs the good ones are read again. */
    private static final int GOOD_EVERY = 100;

    /** What a sentence for people does not say. */
    private static final Pattern CLASS_NAME =
            Pattern.compile("\\b(?:java|javax|org|com|io)\\.[a-z]\\w*\\.|[A-Za-z](?:Exception|Error)\\b|(?:^|: )null$");

    /** Returns an input. The seed is mixed, because Random draws nearly the same from neighbouring seeds. */
    byte[] input(int number) {
        long own = seed * 1_000_003 + kind.hashCode() * 31L + number;
        return target.draw(new Random(new SplittableRandom(own).nextLong()));
    }

    /**
     * Reads some inputs, and the good ones before, in between and after them.
     *
     * @param from number of the first
     * @param until number behind the last
     * @param ready called when the good ones were accepted
     * @param before receives the number of each before it is read
     * @param each receives what became of each; good inputs that were lost count for the broken one before them
     */
    void run(int from, int until, Runnable ready, IntConsumer before, Consumer<FuzzResult> each) {
        requireGood();
        ready.run();
        for (int number = from; number < until; number++) {
            before.accept(number);
            FuzzResult result = read(number, input(number));
            boolean last = number == until - 1 || number % GOOD_EVERY == GOOD_EVERY - 1;
            each.accept(last && result.isHarmless() ? withGood(result) : result);
        }
    }

    private FuzzResult read(int number, byte[] input) {
        long start = System.nanoTime();
        Optional<String> refusal;
        try {
            refusal = target.read(input);
        } catch (Exception | OutOfMemoryError | StackOverflowError | AssertionError e) {
            return new FuzzResult(number, Verdict.FIND, described(e), micros(start));
        }
        long micros = micros(start);
        if (micros > limit.toNanos() / 1_000) {
            return new FuzzResult(number, Verdict.SLOW, "it took longer than " + limit.toMillis() + " ms", micros);
        }
        if (refusal.isEmpty()) {
            return new FuzzResult(number, Verdict.ACCEPTED, "", micros);
        }
        boolean clear =
                !refusal.get().isBlank() && !CLASS_NAME.matcher(refusal.get()).find();
        return clear
                ? new FuzzResult(number, Verdict.REFUSED, refusal.get(), micros)
                : new FuzzResult(number, Verdict.FIND, "not a sentence for people: " + refusal.get(), micros);
    }

    private FuzzResult withGood(FuzzResult result) {
        try {
            requireGood();
            return result;
        } catch (IllegalStateException e) {
            return new FuzzResult(result.number(), Verdict.FIND, String.valueOf(e.getMessage()), result.micros());
        }
    }

    /** @throws IllegalStateException if a good input is not accepted */
    private void requireGood() {
        for (int i = 0; i < target.good().size(); i++) {
            FuzzResult result = read(i, target.good().get(i));
            if (result.verdict() != Verdict.ACCEPTED && result.verdict() != Verdict.SLOW) {
                throw new IllegalStateException("good input " + i + " is lost: " + result.detail());
            }
        }
    }

    private static String described(Throwable fault) {
        StringBuilder text = new StringBuilder(fault.toString());
        for (int i = 0; i < Math.min(6, fault.getStackTrace().length); i++) {
            text.append(" < ").append(fault.getStackTrace()[i]);
        }
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            text.append("; because of ").append(cause);
        }
        return text.toString();
    }

    private static long micros(long start) {
        return (System.nanoTime() - start) / 1_000;
    }
}
