package io.moodstream.recordings;

import io.moodstream.schemas.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Assigns the frames of one source to the runs of its publisher, which counts from 0 again when it is started again, and
 * finds frames that come twice. Its memory grows with the runs and not with the frames.
 */
public final class RunNumbers {
    /** How many numbers late a frame may be and still be distinguished from a repetition. */
    private static final int REACH = 4096;

    /**
     * Holds the place of a frame.
     *
     * @param run its run, counted from 0 in the order in which they began
     * @param skipped how many numbers are missing directly before it
     * @param repeated whether a frame with its number came before in that run
     */
    public record Place(int run, long skipped, boolean repeated) {}

    private final Map<String, Integer> latest = new HashMap<>();
    private final List<Run> runs = new ArrayList<>();
    private Instant last = Instant.MIN;

    /** Adds a frame, or a signal, which has no number of its own, and returns its place. */
    public Place add(Frame frame) {
        return frame.getSignal() == null
                ? add(frame.getRun(), frame.getSequence(), frame.getCapturedAt())
                : new Place(run(frame.getRun()), 0, false);
    }

    /**
     * Adds a frame and returns its place.
     *
     * @param id identity of its run; empty in records of older versions, whose runs are told apart by their numbers
     */
    public Place add(String id, long sequence, Instant capturedAt) {
        if (id.isEmpty() && capturedAt.isAfter(last) && runs.get(run(id)).isAnew(sequence)) {
            latest.put(id, begin());
        }
        last = capturedAt.isAfter(last) ? capturedAt : last;
        int run = run(id);
        long skipped = runs.get(run).skippedBefore(sequence);
        return new Place(run, skipped, !runs.get(run).add(sequence));
    }

    private int run(String id) {
        return latest.computeIfAbsent(id, any -> begin());
    }

    private int begin() {
        runs.add(new Run());
        return runs.size() - 1;
    }

    /** Returns how many numbers are missing in all runs. */
    long missing() {
        return runs.stream().mapToLong(run -> run.missing).sum();
    }

    /** Returns the number of runs. */
    int runs() {
        return runs.size();
    }

    /** The numbers of one run. */
    private static final class Run {
        private final BitSet seen = new BitSet();
        private boolean begun;
        private long highest;
        private long missing;

        /** Returns whether a later frame with this number shows that the source was started again. */
        boolean isAnew(long sequence) {
            return begun && sequence <= highest && (sequence < highest - 1 || seen.get(slot(sequence)));
        }

        long skippedBefore(long sequence) {
            return begun ? Math.max(0, sequence - highest - 1) : 0;
        }

        /** Adds a number and returns whether it is new. */
        boolean add(long sequence) {
            if (!begun || sequence > highest) {
                missing += skippedBefore(sequence);
                for (long n = Math.max(highest + 1, sequence - REACH + 1); begun && n < sequence; n++) {
                    seen.clear(slot(n));
                }
                highest = sequence;
                begun = true;
            } else if (sequence <= highest - REACH || seen.get(slot(sequence))) {
                return false;
            } else {
                missing = Math.max(0, missing - 1); // it came late
            }
            seen.set(slot(sequence));
            return true;
        }

        private static int slot(long sequence) {
            return (int) Math.floorMod(sequence, (long) REACH);
        }
    }
}
