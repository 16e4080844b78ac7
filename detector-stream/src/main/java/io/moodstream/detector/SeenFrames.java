package io.moodstream.detector;

import io.moodstream.detector.state.RunNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells a source's new frames from repeated ones: a publisher that was killed and started again repeats those whose
 * acknowledgement it has not seen. Run and number identify a frame; numbers may come out of order.
 *
 * @param runs the source's latest runs, the one that sent last at the end
 */
record SeenFrames(List<RunNumbers> runs) {
    /** Before the first frame. */
    static final SeenFrames NONE = new SeenFrames(List.of());

    /** The largest number of runs remembered of a source: two publishers of one source may take turns. */
    private static final int MOST_RUNS = 4;

    /** The largest count of missing numbers remembered of a run; one that is older than all of them is a repetition. */
    private static final int MOST_MISSING = 1000;

    /** How many numbers before a run's first frame may come after it: a replayed part may begin out of order. */
    private static final int MOST_BEFORE = 100;

    /**
     * Returns these frames and one more; none if it was seen before. A frame without a run is always new, and not
     * remembered.
     */
    Optional<SeenFrames> with(String run, long sequence) {
        if (run.isEmpty()) {
            return Optional.of(this);
        }
        RunNumbers known = runs.stream()
                .filter(one -> one.getRun().equals(run))
                .findFirst()
                .orElse(null);
        RunNumbers next = known == null ? first(run, sequence) : add(known, sequence);
        if (next == null) {
            return Optional.empty();
        }
        List<RunNumbers> after = new ArrayList<>(runs);
        after.remove(known);
        after.add(next);
        return Optional.of(new SeenFrames(
                List.copyOf(after.subList(Math.max(0, after.size() - MOST_RUNS), after.size()))));
    }

    private static RunNumbers first(String run, long sequence) {
        return new RunNumbers(
                run,
                sequence,
                LongStream.range(Math.max(0, sequence - MOST_BEFORE), sequence)
                        .boxed()
                        .toList());
    }

    private static @Nullable RunNumbers add(RunNumbers seen, long sequence) {
        List<Long> missing = new ArrayList<>(seen.getMissing());
        if (sequence <= seen.getHighest()) {
            return missing.remove((Long) sequence) ? new RunNumbers(seen.getRun(), seen.getHighest(), missing) : null;
        }
        LongStream.range(Math.max(seen.getHighest() + 1, sequence - MOST_MISSING), sequence)
                .forEach(missing::add);
        return new RunNumbers(
                seen.getRun(), sequence, missing.subList(Math.max(0, missing.size() - MOST_MISSING), missing.size()));
    }
}
