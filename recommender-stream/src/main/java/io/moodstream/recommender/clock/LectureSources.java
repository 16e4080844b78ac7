package io.moodstream.recommender.clock;

import io.moodstream.recommender.clock.LectureStep.ClockMoved;
import io.moodstream.recommender.clock.LectureStep.Ended;
import io.moodstream.recommender.clock.LectureStep.Quiet;
import io.moodstream.recommender.clock.LectureStep.Replayed;
import io.moodstream.recommender.clock.LectureStep.Seen;
import io.moodstream.recommender.clock.LectureStep.SourceLeft;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.SourceSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows the sources of a lecture and keeps its clock.
 *
 * <p>A source is on from its BEGIN, RESUME or any frame until its PAUSE or END. The clock is the earliest time that a
 * source which is on has reached. The clock moves only when probes that were sent after it could move have come out of
 * the pipeline: then every source that was on is known, however far its partition was behind. A source that is on, and
 * of which nothing came for the time of {@link Patience#silence} before the probes and nothing until they came back, has
 * lost its publisher.
 *
 * <p>The wall clock decides when to send probes and nothing else. Times are event time unless they are called wall
 * clock, in UTC milliseconds.
 */
public final class LectureSources {
    /** Whether a source sends. */
    enum State {
        ON,
        /** Its publisher said so. */
        PAUSED,
        /** Its publisher is gone. */
        LOST,
        /** It has ended, or nothing came for so long that it counts as ended. */
        LEFT
    }

    /** Holds what is known of a source. */
    static final class Source {
        private State state = State.ON;
        private long latest;
        private String run = "";
        private @Nullable String runFromThePast;
        private long heardAt;
    }

    /**
     * What probes on their way will tell.
     *
     * @param number of their round
     * @param sentAt wall clock
     * @param reached the end of the last window that could close
     * @param quiet whether nobody sent
     */
    private record Asked(long number, long sentAt, long reached, boolean quiet) {}

    private final String id;
    private final Windows windows;
    private final Patience patience;
    private final SortedMap<String, Source> sources = new TreeMap<>();
    private long latest;
    private long closedUntil;
    private long heardAt;
    private boolean ended;
    private boolean quiet;
    private boolean corrected;
    private @Nullable Asked asked;

    /**
     * Creates a lecture.
     *
     * @param closedUntil windows that end at or before this have closed
     * @param ended whether it has ended
     * @param now wall clock; silence is counted from here, so that a takeover judges nobody
     */
    public LectureSources(String id, Windows windows, Patience patience, long closedUntil, boolean ended, long now) {
        this.id = id;
        this.windows = windows;
        this.patience = patience;
        this.closedUntil = closedUntil;
        this.ended = ended;
        this.heardAt = now;
    }

    /** Returns its id. */
    public String id() {
        return id;
    }

    /** Returns the end of the last window that has closed. */
    public long closedUntil() {
        return closedUntil;
    }

    /** Returns whether it has ended. */
    public boolean hasEnded() {
        return ended;
    }

    /** Returns when anything was last heard of a source, wall clock. */
    public long heardAt() {
        return heardAt;
    }

    /** Returns the ids of its sources. */
    public Set<String> sourceIds() {
        return sources.keySet();
    }

    /** Returns a source's state to be stored. */
    public SourceMemory memory(String sourceId) {
        Source source = source(sourceId);
        return new SourceMemory(source.state.ordinal(), source.latest, source.run);
    }

    /** Restores a stored source. */
    public void restore(String sourceId, SourceMemory memory) {
        Source source = source(sourceId);
        source.state = State.values()[memory.state()];
        source.latest = memory.latest();
        source.run = memory.run();
        source.heardAt = heardAt;
        latest = Math.max(latest, memory.latest());
    }

    private Source source(String sourceId) {
        return sources.computeIfAbsent(sourceId, any -> new Source());
    }

    /**
     * Takes a record of one of its sources.
     *
     * @param record a frame, or a signal that is no probe
     * @param now wall clock
     * @return the steps that follow from it
     */
    public List<LectureStep> hear(FaceEmotions record, long now) {
        long at = record.getCapturedAt().toEpochMilli();
        List<LectureStep> steps = new ArrayList<>();
        if (isReplay(record, at)) {
            sources.clear();
            latest = 0;
            closedUntil = 0;
            asked = null;
            steps.add(new Replayed(id));
        }
        Source source = source(record.getSourceId());
        boolean fromThePast = isFromThePast(source, record.getRun(), at);
        heardAt = now;
        ended = false;
        quiet = false;
        if (!fromThePast) {
            source.heardAt = now;
            source.run = record.getRun();
            source.latest = Math.max(source.latest, at);
            latest = Math.max(latest, at);
        }
        SourceSignal signal = record.getSignal();
        if (signal == null) {
            steps.add(new Seen(record, isLate(at, fromThePast)));
        }
        if (!fromThePast && change(source, signal)) {
            steps.add(new SourceLeft(id, record.getSourceId()));
        }
        return steps;
    }

    /** Forgets a source whose user is erased; the clock no longer waits for it. */
    public void erase(String sourceId) {
        sources.remove(sourceId);
    }

    /** Changes a source's state; returns whether it has left. */
    private static boolean change(Source source, @Nullable SourceSignal signal) {
        boolean left = signal == SourceSignal.END && source.state != State.LEFT;
        source.state = signal == SourceSignal.END ? State.LEFT : signal == SourceSignal.PAUSE ? State.PAUSED : State.ON;
        return left;
    }

    private boolean isLate(long at, boolean fromThePast) {
        long end = windows.end(windows.start(at));
        boolean closed = end <= closedUntil;
        boolean late = fromThePast || (closed && end <= closedUntil - patience.correction());
        corrected |= closed && !late;
        return late;
    }

    /**
     * Returns whether a record begins a replay: the lecture has ended, and another run comes from well before, or goes back
     * behind what its source has sent.
     */
    private boolean isReplay(FaceEmotions record, long at) {
        Source known = sources.get(record.getSourceId());
        boolean sameRun =
                known != null && !record.getRun().isEmpty() && record.getRun().equals(known.run);
        boolean again =
                known != null && !known.run.isEmpty() && !record.getRun().isEmpty() && at <= known.latest;
        return ended && !sameRun && (again || isWellBefore(at, latest));
    }

    /**
     * Returns whether a run goes back in time while its source's lecture goes on, such as a replay under the id of the
     * lecture: its frames would be counted twice.
     */
    private boolean isFromThePast(Source source, String run, long at) {
        if (run.isEmpty() || run.equals(source.run)) {
            return false;
        }
        if (!source.run.isEmpty() && isWellBefore(at, source.latest)) {
            source.runFromThePast = run;
        }
        return run.equals(source.runFromThePast) && at < source.latest;
    }

    private boolean isWellBefore(long at, long reached) {
        return reached - at >= windows.size() + windows.grace();
    }

    /** Returns whether nobody sends: no source is on. */
    private boolean isQuiet() {
        return sources.values().stream().noneMatch(source -> source.state == State.ON);
    }

    /** Returns whether nobody sends and, as far as can be known before the probes are back, nobody will. */
    private boolean isQuietFor(long now) {
        return isQuiet()
                && (now - heardAt >= patience.silence()
                        || sources.values().stream().noneMatch(source -> source.state == State.PAUSED));
    }

    private boolean isSuspect(Source source, long now) {
        return mayBeLost(source, now) || mayHaveLeft(source, now);
    }

    private boolean mayBeLost(Source source, long now) {
        return source.state == State.ON && now - source.heardAt >= patience.silence();
    }

    private boolean mayHaveLeft(Source source, long now) {
        return source.state != State.LEFT && now - source.heardAt >= patience.lectureEnd();
    }

    /**
     * Returns the clock as if all suspects had left; none if no source would be on. A source that is so far behind that
     * all its frames come too late does not count.
     */
    private OptionalLong clock(long now) {
        return sources.values().stream()
                .filter(source -> source.state == State.ON && !isSuspect(source, now))
                .filter(source -> windows.end(windows.start(source.latest)) > closedUntil - patience.correction())
                .mapToLong(source -> source.latest)
                .min();
    }

    /** Returns the end of the last window that could close now if all was known; at most that of the latest frame. */
    private long closable(long now) {
        OptionalLong clock = clock(now);
        if (clock.isPresent()) {
            return windows.closedAt(clock.getAsLong());
        }
        boolean all = isQuietFor(now) || sources.values().stream().anyMatch(source -> isSuspect(source, now));
        return all ? windows.end(windows.start(latest)) : Long.MIN_VALUE;
    }

    private boolean wouldTellSomething(long now) {
        return closable(now) > closedUntil
                || sources.values().stream().anyMatch(source -> isSuspect(source, now))
                || (isQuietFor(now) && !quiet)
                || (isQuiet() && now - heardAt >= patience.lectureEnd() && !ended);
    }

    /**
     * Returns whether it would learn something by probes, and has none on their way.
     *
     * @param corrects whether that includes what windows that are open again have come to
     * @param now wall clock
     */
    boolean asks(boolean corrects, long now) {
        return asked == null && ((corrected && corrects) || wouldTellSomething(now));
    }

    /** Notes that probes were sent, also for this lecture. */
    void asked(long number, long now) {
        asked = new Asked(number, now, closable(now), isQuietFor(now));
        corrected = false;
    }

    /**
     * Takes it that the probes of a round are back.
     *
     * @return the steps that follow, if it has asked in this round or before
     */
    public List<LectureStep> answered(long number) {
        Asked done = asked;
        if (done == null || done.number > number) {
            return List.of();
        }
        asked = null;
        return conclude(done);
    }

    /** Draws the conclusions: everything that was published before the probes were sent has come. */
    private List<LectureStep> conclude(Asked done) {
        List<LectureStep> steps = new ArrayList<>();
        sources.forEach((sourceId, source) -> {
            if (mayHaveLeft(source, done.sentAt)) {
                source.state = State.LEFT;
                steps.add(new SourceLeft(id, sourceId));
            } else if (mayBeLost(source, done.sentAt)) {
                source.state = State.LOST;
            }
        });
        closedUntil = Math.max(closedUntil, Math.min(done.reached, closable(done.sentAt)));
        steps.add(new ClockMoved(id, closedUntil));
        // Otherwise it is told with the next probes, after which the last windows have closed.
        boolean stillQuiet = done.quiet && heardAt <= done.sentAt && isQuietFor(done.sentAt);
        if (stillQuiet && !quiet) {
            quiet = true;
            steps.add(ended ? new Ended(id) : new Quiet(id)); // ended: told once more, after a takeover
        }
        if (isQuiet() && done.sentAt - heardAt >= patience.lectureEnd() && !ended) {
            ended = true;
            leaveAll(steps);
            steps.add(new Ended(id));
        }
        return steps;
    }

    private void leaveAll(List<LectureStep> steps) {
        sources.forEach((sourceId, source) -> {
            if (source.state != State.LEFT) {
                source.state = State.LEFT;
                steps.add(new SourceLeft(id, sourceId));
            }
        });
    }
}
