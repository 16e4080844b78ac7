package io.moodstream.dashboard.progress;

import io.moodstream.kit.topics.FrameKey;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.SourceStatus;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what became of the frames of one lecture since its start. The ledger reads all topics for that; this one knows
 * results and dead letters only since the dashboard's start, and what publishers tell from before. Times are UTC
 * milliseconds.
 */
public final class LectureFrames {
    /** Source, run and counts. A run is kept as long as its lecture: it belongs to the sums. */
    private final Map<String, Map<String, RunFrames>> runs = new HashMap<>();

    /**
     * Takes what a publisher tells about a run.
     *
     * @param writtenAt when it was written; earlier than now for one that is read when the dashboard starts
     */
    public synchronized void published(SourceStatus status, long writtenAt, long now) {
        run(Keys.source(status.getLectureId(), status.getSourceId()), status.getRun())
                .status(status, writtenAt, writtenAt < now);
    }

    /** Takes the result of a frame. */
    public synchronized void result(FrameKey frame) {
        run(frame.source(), frame.run()).result(frame.sequence());
    }

    /**
     * Takes a dead letter of a frame.
     *
     * @param refused whether the publisher has sent it, and not a stage
     */
    public synchronized void deadLetter(FrameKey frame, boolean refused) {
        run(frame.source(), frame.run()).deadLetter(frame.sequence(), refused);
    }

    /** Takes a dead letter of a source, whose frame is not known: of the run that was heard last. */
    public synchronized void deadLetter(String source, boolean refused) {
        runs.getOrDefault(source, Map.of()).values().stream()
                .reduce((one, other) -> other.heardAt() > one.heardAt() ? other : one)
                .orElseGet(() -> run(source, ""))
                .deadLetter(refused);
    }

    private RunFrames run(String source, String run) {
        return runs.computeIfAbsent(source, any -> new HashMap<>()).computeIfAbsent(run, RunFrames::new);
    }

    /** Returns the sums of all runs. */
    public synchronized FrameCounts counts(long now) {
        return runs.values().stream()
                .flatMap(ofSource -> ofSource.values().stream())
                .map(run -> run.counts(now))
                .reduce(FrameCounts.NONE, FrameCounts::plus);
    }
}
