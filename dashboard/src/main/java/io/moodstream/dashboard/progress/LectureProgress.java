package io.moodstream.dashboard.progress;

import io.moodstream.dashboard.progress.LectureState.Kind;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.SourceStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was published in one lecture with what has a result, and decides what the lecture is doing. Times are
 * UTC milliseconds, by the dashboard's clock.
 *
 * <p>A publisher that tells nothing in the topic sources is known by its results alone: then nobody knows how much it
 * publishes.
 */
public final class LectureProgress {
    /** From this age of the oldest picture without a result on, a lecture is behind. */
    static final long LATE_MILLIS = 10_000;

    /** After this time without a picture, a lecture is silent although its sources are on. */
    static final long SILENT_MILLIS = 15_000;

    /** The same when no source is on: time enough for the next one to begin. */
    static final long OFF_MILLIS = 5_000;

    /** How long a stage must be seen standing still to be named; how far the stages are is read every two seconds. */
    static final long STANDING_MILLIS = 4_000;

    /** A status that is older than this when the dashboard starts says nothing about now. */
    private static final long PAST_MILLIS = 60_000;

    private final Map<RunKey, RunProgress> runs = new HashMap<>();
    private final RecentRate pictures = new RecentRate();
    private final RecentRate results = new RecentRate();
    private long answeredAt;
    private long untoldAt;
    private long untoldAge;

    private record RunKey(String source, String run) {}

    /**
     * Takes what a publisher tells about a run.
     *
     * @param writtenAt when it was written; earlier than now for one that is read when the dashboard starts
     * @return whether pictures were published since it last told
     */
    public boolean published(SourceStatus status, long writtenAt, long now) {
        boolean past = writtenAt < now;
        if (now - writtenAt > PAST_MILLIS) {
            return false;
        }
        long more = run(Keys.source(status.getLectureId(), status.getSourceId()), status.getRun())
                .status(status, writtenAt, past);
        if (!past) {
            pictures.add(more, now);
        }
        return more > 0 && !past;
    }

    /**
     * Takes the result of a frame.
     *
     * @param publishedAt when the frame was published, if that is known
     */
    public void answered(FrameKey frame, Optional<Long> publishedAt, long now) {
        answeredAt = now;
        results.add(1, now);
        boolean told = false;
        if (!frame.run().isEmpty()) {
            RunProgress run = run(frame.source(), frame.run());
            run.answered(frame.sequence(), publishedAt.orElse(now), now);
            told = run.isTold();
        }
        if (!told) {
            untoldAt = now;
            untoldAge = Math.max(0, now - publishedAt.orElse(now));
        }
    }

    private RunProgress run(String source, String run) {
        return runs.computeIfAbsent(new RunKey(source, run), any -> new RunProgress());
    }

    /** Takes a dead letter of a source, whose frame is not known. */
    public void deadLetter(String source, long now) {
        answeredAt = now;
        results.add(1, now);
        boolean[] told = {false};
        runs.forEach((key, run) -> {
            if (key.source.equals(source) && run.isWaiting()) {
                run.answeredNext(now);
                told[0] = true;
            }
        });
        if (!told[0]) {
            untoldAt = now;
        }
    }

    /** Forgets runs that have ended long ago. */
    public void forget(long now) {
        runs.values().removeIf(run -> run.isForgotten(now));
    }

    /** Returns the sources whose publishers say that they send. */
    public Set<String> sourcesOn(long now) {
        return runs.entrySet().stream()
                .filter(entry -> entry.getValue().isOn(now))
                .map(entry -> entry.getKey().source)
                .collect(Collectors.toSet());
    }

    /** Returns when a picture was last known to be published; 0 if that was never seen. */
    public long pictureAt() {
        return Math.max(
                untoldAt,
                runs.values().stream().mapToLong(RunProgress::changedAt).max().orElse(0));
    }

    /**
     * Returns what the lecture is doing.
     *
     * @param readingSince since when the dashboard has read the topics without an interruption: what it has not heard
     *     before says nothing
     */
    public LectureState state(long now, long readingSince, StageWatch stages) {
        boolean waiting = any(RunProgress::isWaiting);
        long age = Math.max(0, now - oldest(now));
        long quiet = now - Math.max(answeredAt, readingSince);
        if (waiting && age >= LATE_MILLIS && quiet >= LATE_MILLIS) {
            return stalled(now, age, stages);
        }
        if (!waiting && isSilent(now, readingSince)) {
            return untoldAndStanding(now, readingSince, stages)
                    ? stalled(now, 0, stages)
                    : LectureState.of(isPaused(now) ? Kind.PAUSED : Kind.SILENT, pictureAt());
        }
        Optional<Long> standing = stages.standing(PipelineStage.RECOMMENDER, 2 * STANDING_MILLIS, now);
        if (standing.isPresent() && now - answeredAt < LATE_MILLIS) {
            return now(Kind.STALLED, standing.get(), age, PipelineStage.RECOMMENDER, now);
        }
        long shown = waiting ? age : now - untoldAt < LATE_MILLIS ? untoldAge : 0;
        return now(shown >= LATE_MILLIS ? Kind.BEHIND : Kind.LIVE, 0, shown, null, now);
    }

    private boolean isSilent(long now, long readingSince) {
        long quiet = now - Math.max(pictureAt(), pictureAt() == 0 ? 0 : readingSince);
        boolean untold = now - untoldAt < SILENT_MILLIS;
        if (any(run -> run.isOn(now)) || untold) {
            return quiet >= SILENT_MILLIS;
        }
        return isPaused(now) || quiet >= (untoldAt == pictureAt() ? SILENT_MILLIS : OFF_MILLIS);
    }

    private boolean isPaused(long now) {
        return any(run -> run.isPaused(now)) && !any(run -> run.isOn(now));
    }

    /** Whether the latest pictures are those of a publisher that tells nothing, and a stage stopped with them. */
    private boolean untoldAndStanding(long now, long readingSince, StageWatch stages) {
        return untoldAt > 0
                && untoldAt == pictureAt()
                && now - Math.max(untoldAt, readingSince) < RunProgress.FORGET_MILLIS
                && standing(now, stages) != null;
    }

    private LectureState stalled(long now, long age, StageWatch stages) {
        long since = answeredAt > 0 ? answeredAt : oldest(now);
        return now(Kind.STALLED, since, age, standing(now, stages), now);
    }

    /** Returns the first stage that stands still, so that no frame gets through. */
    private static @Nullable PipelineStage standing(long now, StageWatch stages) {
        for (PipelineStage stage : new PipelineStage[] {PipelineStage.DETECTOR, PipelineStage.CLASSIFIER}) {
            if (stages.standing(stage, STANDING_MILLIS, now).isPresent()) {
                return stage;
            }
        }
        return null;
    }

    private LectureState now(Kind kind, long since, long age, @Nullable PipelineStage stage, long now) {
        return new LectureState(kind, since, age, pictures.perSecond(now), results.perSecond(now), stage);
    }

    private long oldest(long now) {
        return LongStream.concat(LongStream.of(now), runs.values().stream().mapToLong(run -> run.oldest(now)))
                .min()
                .orElse(now);
    }

    private boolean any(Predicate<RunProgress> condition) {
        return runs.values().stream().anyMatch(condition);
    }
}
