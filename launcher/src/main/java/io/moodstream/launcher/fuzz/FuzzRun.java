package io.moodstream.launcher.fuzz;

import io.moodstream.launcher.fuzz.FuzzResult.Verdict;
import java.io.IOException;
import java.time.Duration;

/** Has workers read the inputs of a kind, and starts another one where one has crashed or hangs. */
final class FuzzRun {
    /** The longest that an input may take. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int MEASURE_EVERY = 100;

    private final FuzzPlan plan;

    FuzzRun(FuzzPlan plan) {
        this.plan = plan;
    }

    /**
     * Reads inputs.
     *
     * @param from number of the first
     * @param until number behind the last
     */
    FuzzTally run(FuzzKind kind, int from, int until) throws IOException, InterruptedException {
        FuzzTally tally = new FuzzTally(kind.name());
        int next = from;
        while (next < until) {
            next = readOn(kind, next, until, tally);
        }
        return tally;
    }

    /** Lets a worker read as far as it comes, and returns where the next one goes on. */
    private int readOn(FuzzKind kind, int from, int until, FuzzTally tally) throws IOException, InterruptedException {
        int next = from;
        boolean crashed = false;
        try (FuzzProcess worker = ready(kind, from, until)) {
            while (next < until) {
                FuzzResult result = worker.next(LIMIT);
                if (result == null) {
                    crashed = worker.hasEnded();
                    break;
                }
                if (result.micros() > LIMIT.toNanos() / 1_000) {
                    break;
                }
                next++;
                tally.add(result);
                if (next == until || next % MEASURE_EVERY == 0) {
                    tally.memory(worker.peakMemory());
                }
            }
        }
        if (next < until) {
            tally.add(suspect(kind, next, crashed));
            next++;
        }
        return next;
    }

    private FuzzProcess ready(FuzzKind kind, int from, int until) throws IOException, InterruptedException {
        FuzzProcess worker = FuzzProcess.start(plan, kind.name(), from, until);
        if (!worker.awaitReady()) {
            worker.close();
            throw new IOException("the good inputs of " + kind.name() + " are not read; see " + kind.name() + ".log in "
                    + plan.folder());
        }
        return worker;
    }

    /** Reads an input again in a process of its own: only what takes so long there, too, is its fault. */
    private FuzzResult suspect(FuzzKind kind, int number, boolean crashed) throws IOException, InterruptedException {
        String what;
        try (FuzzProcess worker = ready(kind, number, number + 1)) {
            FuzzResult alone = worker.next(LIMIT);
            if (alone != null && !crashed) {
                return alone;
            }
            what = alone != null
                    ? "the process ended, though not when this input was read alone"
                    : worker.hasEnded() ? "the process ended" : "it took longer than " + LIMIT.toSeconds() + " s";
        }
        try (FuzzProcess drawing = FuzzProcess.start(plan, kind.name(), number, number + 1, FuzzWorker.DRAW)) {
            drawing.await();
        }
        return new FuzzResult(number, Verdict.FIND, what, LIMIT.toNanos() / 1_000);
    }
}
