package io.moodstream.kit.ledger;

import io.moodstream.schemas.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Holds the frames of one run of a source, and what became of them. */
final class RunFrames {
    /** A publisher tells its status every ten seconds until its source has ended. */
    private static final Duration ALIVE = Duration.ofMinutes(1);

    private final String run;
    private final NumberRanges answered = new NumberRanges();
    private final NumberRanges repeated = new NumberRanges();
    private final NumberRanges refused = new NumberRanges();
    private final Map<Long, Place> waiting = new HashMap<>();
    private final Map<String, Long> deadLettered = new TreeMap<>();
    private final Map<String, Long> refusedFor = new TreeMap<>();
    private @Nullable SourceStatus status;
    private boolean beginningSeen;
    private long withFaces;
    private long withoutFaces;

    /**
     * Creates an empty run.
     *
     * @param run its identity; empty if not known
     */
    RunFrames(String run) {
        this.run = run;
    }

    void status(SourceStatus latest) {
        status = latest;
    }

    /** Adds a frame that is in the topic frames. */
    void frame(long number, Place place) {
        if (!answered.contains(number)) {
            waiting.putIfAbsent(number, place);
        }
    }

    /**
     * Adds a result.
     *
     * @return where its frame is; none if it is not known
     */
    @Nullable
    Place result(long number, boolean withAFace) {
        if (isFirst(number)) {
            withFaces += withAFace ? 1 : 0;
            withoutFaces += withAFace ? 0 : 1;
        }
        return waiting.remove(number);
    }

    /** Adds a frame that a stage has made a dead letter; see {@link #result}. */
    @Nullable
    Place deadLetter(long number, String reason) {
        if (isFirst(number)) {
            deadLettered.merge(reason, 1L, Long::sum);
        }
        return waiting.remove(number);
    }

    /** Adds a dead letter from which the frame's number cannot be read. */
    void deadLetter(String reason) {
        deadLettered.merge(reason, 1L, Long::sum);
    }

    /** Adds a frame that its publisher has sent as a dead letter. */
    void refused(long number, String reason) {
        if (refused.add(number)) {
            refusedFor.merge(reason, 1L, Long::sum);
        }
    }

    /** Notes that the run's first signal has come out of the pipeline and is kept, so its results are all kept, too. */
    void beginningSeen() {
        beginningSeen = true;
    }

    private boolean isFirst(long number) {
        boolean first = answered.add(number);
        if (!first && !run.isEmpty()) { // without a run, a publisher that restarts counts from 0 again
            repeated.add(number);
        }
        return first;
    }

    /**
     * Returns the sums, and adds what is wrong to a list.
     *
     * @param now wall clock
     * @param resultsKeptSince results that were written later are still kept
     * @param passed whether frames that were written after a place have results
     */
    FrameSums sums(Instant now, Instant resultsKeptSince, Predicate<Place> passed, List<Discrepancy> wrong) {
        NumberRanges missing = new NumberRanges();
        waiting.forEach((number, place) -> {
            if (passed.test(place)) {
                missing.add(number);
            }
        });
        Map<String, Long> dead = allDead();
        long lost = status == null ? 0 : status.getLost();
        long known = withFaces + withoutFaces + FrameSums.sum(dead) + lost + waiting.size();
        long published = status == null ? known : Math.max(known, status.getPublished());
        long underWay = waiting.size() - missing.size();
        long unstored = Math.min(published - known, unacknowledged());
        if (isAlive(now)) {
            underWay += unstored;
        } else {
            lost += unstored;
        }
        long gone = published - known - unstored;
        boolean complete = isComplete(resultsKeptSince);
        long without = missing.size() + (complete ? gone : 0);
        if (complete && gone > 0) {
            addGone(missing);
        }
        if (without > 0) {
            wrong.add(new Discrepancy(
                    run, Discrepancy.Kind.MISSING, without, missing.toString(), missing.size() == without));
        }
        if (repeated.size() > 0) {
            wrong.add(new Discrepancy(run, Discrepancy.Kind.REPEATED, repeated.size(), repeated.toString(), true));
        }
        return new FrameSums(
                published,
                withFaces,
                withoutFaces,
                dead,
                lost,
                underWay,
                without,
                complete ? 0 : gone,
                status == null ? Map.of() : status.getDropped());
    }

    /** Returns the dead letters by reason; a publisher's latest ones are in its next status only. */
    private Map<String, Long> allDead() {
        Map<String, Long> dead = new TreeMap<>(refusedFor);
        if (status != null) {
            status.getDeadLettered().forEach((reason, count) -> dead.merge(reason, count, Math::max));
        }
        deadLettered.forEach((reason, count) -> dead.merge(reason, count, Long::sum));
        return dead;
    }

    /** Returns the frames of which the publisher did not know yet whether Kafka has stored them. */
    private long unacknowledged() {
        return status == null
                ? 0
                : Math.max(
                        0,
                        status.getPublished()
                                - status.getAcknowledged()
                                - status.getLost()
                                - FrameSums.sum(status.getDeadLettered()));
    }

    private boolean isAlive(Instant now) {
        return status != null && status.getAt().isAfter(now.minus(ALIVE));
    }

    /** Returns whether all results that the run ever had are kept: they are written after their frames were captured. */
    private boolean isComplete(Instant resultsKeptSince) {
        return beginningSeen || (status != null && status.getStartedAt().isAfter(resultsKeptSince));
    }

    /** Adds the numbers that are in no topic: missing frames, and pictures that never became frames. */
    private void addGone(NumberRanges missing) {
        if (status != null) {
            NumberRanges inFrames = new NumberRanges();
            waiting.keySet().forEach(inFrames::add);
            missing.addGaps(status.getNextSequence(), answered, refused, inFrames);
        }
    }
}
