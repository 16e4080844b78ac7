package io.moodstream.dashboard.progress;

import io.moodstream.kit.ledger.FrameSums;
import io.moodstream.schemas.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Counts what became of the frames of one run of a source. If the run is older than the dashboard, nobody here has seen
 * all its results: then the largest number with a result tells how many have one, as in {@link RunProgress}. Times are
 * UTC milliseconds.
 */
final class RunFrames {
    /** A publisher tells its status every ten seconds; one that is silent for so long has stopped. */
    private static final long ALIVE_MILLIS = 60_000;

    private final String run;
    private @Nullable SourceStatus status;
    private boolean older;
    private boolean assumed;
    private long heardAt;
    private long answered = -1;
    private long lastResult = -1;
    private long results;
    private long failed;
    private long refused;

    /**
     * Creates an empty run.
     *
     * @param run its identity; empty if not known
     */
    RunFrames(String run) {
        this.run = run;
    }

    /**
     * Takes a status.
     *
     * @param past whether it was written before anybody listened to results: its frames are assumed to have one until a
     *     result tells more
     */
    void status(SourceStatus latest, long at, boolean past) {
        if (status != null && latest.getPublished() < status.getPublished()) {
            return; // counts never fall
        }
        older |= past && status == null;
        if (past && (answered < 0 || assumed)) {
            answered = latest.getNextSequence() - 1;
            assumed = true;
        }
        status = latest;
        heardAt = at;
    }

    /** Takes a result; numbers rise in a run, so one that does not is counted already. */
    void result(long number) {
        if (number > lastResult || run.isEmpty()) {
            results++;
        }
        lastResult = Math.max(lastResult, number);
        reached(number);
    }

    /** Takes a dead letter; see {@link LectureFrames#deadLetter}. */
    void deadLetter(long number, boolean byPublisher) {
        deadLetter(byPublisher);
        reached(number);
    }

    /** Takes a dead letter of a frame whose number is not known. */
    void deadLetter(boolean byPublisher) {
        refused += byPublisher ? 1 : 0;
        failed += byPublisher ? 0 : 1;
    }

    private void reached(long number) {
        answered = assumed ? number : Math.max(answered, number);
        assumed = false;
    }

    long heardAt() {
        return heardAt;
    }

    FrameCounts counts(long now) {
        if (status == null) {
            return new FrameCounts(results + failed + refused, results, failed + refused, 0, 0, 0);
        }
        long told = FrameSums.sum(status.getDeadLettered());
        long dead = failed + Math.max(refused, told);
        long gone = dead + status.getLost();
        long published = Math.max(status.getPublished(), gone + (older ? 0 : results));
        long sent = published - gone;
        long unstored = Math.max(0, status.getPublished() - status.getAcknowledged() - status.getLost() - told);
        long waiting = older ? unstored + Math.max(0, status.getNextSequence() - 1 - answered) : sent - results;
        long underWay = Math.min(waiting, sent);
        long stopped = now - heardAt > ALIVE_MILLIS ? Math.min(unstored, underWay) : 0;
        return new FrameCounts(
                published,
                sent - underWay,
                dead,
                status.getLost() + stopped,
                underWay - stopped,
                FrameSums.sum(status.getDropped()));
    }
}
