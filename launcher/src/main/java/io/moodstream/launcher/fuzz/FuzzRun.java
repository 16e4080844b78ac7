package io.moodstream.launcher.fuzz;

import io.moodstream.launcher.fuzz.FuzzResult.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Has workers read the inputs of a kind, and starts another one where one has crashed or hangs.
 *
 * @param worker the class whose main method is one
 * @param seed of the random numbers
 * @param folder where finds and logs are written
 * @param limit the longest that an input may take
 * @param patience after which nothing more is expected of a worker
 */
record FuzzRun(Class<?> worker, long seed, Path folder, Duration limit, Duration patience) {
    private static final int MEASURE_EVERY = 100;

    FuzzRun(long seed, Path folder, Duration limit) {
        this(FuzzWorker.class, seed, folder, limit, limit.plusSeconds(30));
    }

    /**
     * Reads inputs.
     *
     * @param from number of the first
     * @param until number behind the last
     * @return what became of them; of a kind that cannot be read, a find
     */
    FuzzTally run(String kind, int from, int until) throws IOException, InterruptedException {
        FuzzTally tally = new FuzzTally(kind);
        int next = from;
        while (next < until) {
            next = readOn(kind, next, until, tally);
        }
        return tally;
    }

    /** Lets a worker read as far as it comes, and returns where the next one goes on. */
    private int readOn(String kind, int from, int until, FuzzTally tally) throws IOException, InterruptedException {
        int next = from;
        try (FuzzProcess process = FuzzProcess.start(this, kind, from, until)) {
            if (!process.awaitReady()) {
                tally.add(new FuzzResult(from, Verdict.FIND, "the worker does not start: " + lastWords(kind), 0));
                return until;
            }
            while (next < until) {
                FuzzResult result = process.next(patience);
                if (result == null) {
                    tally.add(new FuzzResult(next, Verdict.FIND, process.fate(patience), patience.toNanos() / 1_000));
                    return next + 1;
                }
                tally.add(result.verdict() == Verdict.SLOW ? again(kind, result) : result);
                next++;
                if (next == until || next % MEASURE_EVERY == 0) {
                    tally.memory(process.peakMemory());
                }
            }
        }
        return next;
    }

    /** Reads a slow input in a process of its own: only what takes so long there, too, is its fault. */
    private FuzzResult again(String kind, FuzzResult slow) throws IOException, InterruptedException {
        try (FuzzProcess process = FuzzProcess.start(this, kind, slow.number(), slow.number() + 1)) {
            FuzzResult alone = process.awaitReady() ? process.next(patience) : null;
            return alone == null ? slow : alone;
        }
    }

    /** Returns where a worker writes what it has to say. */
    Path log(String kind) {
        return folder.resolve(kind + ".log");
    }

    private String lastWords(String kind) throws IOException {
        List<String> lines = Files.readAllLines(log(kind));
        return lines.isEmpty() ? "it says nothing" : lines.get(lines.size() - 1);
    }
}
