package io.moodstream.ingest.replay;

import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.replay.SourceJoinGate.Newcomer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames that wait for their answers: emotions or a dead letter. Holds sources of a lecture together, so that however
 * fast they go no frame comes after its window has closed. All methods may be called from any thread.
 */
final class InFlightFrames implements PublishListener {
    private static final Logger LOG = LoggerFactory.getLogger(InFlightFrames.class);

    /** While a frame of a lecture has waited for longer, its others wait too: who is held up is not silent. */
    private static final long SLOW_NANOS = 4_000_000_000L;

    /** How far a frame may be ahead of the oldest one that waits, event time: few windows are open at a time. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /** Longer than a replay by itself makes answers wait; nearly what counts as silence of a source. */
    private static final long BEHIND_NANOS = 12_000_000_000L;

    /** How often what time alone changes is looked at. */
    private static final long LOOK_NANOS = 50_000_000L;

    private static final int MOST_EARLY = 10_000;

    private static final class Waiting {
        private final String key;
        private final long sequence;
        private final Instant capturedAt;
        private final long since = System.nanoTime();
        private @Nullable Place place;

        Waiting(String key, long sequence, Instant capturedAt) {
            this.key = key;
            this.sequence = sequence;
            this.capturedAt = capturedAt;
        }

        boolean is(String otherKey, long otherSequence) {
            return sequence == otherSequence && key.equals(otherKey);
        }
    }

    private record Place(int partition, long offset) {}

    /** What is known of one lecture; those that wait are in the order of their publication. */
    private record Lecture(List<Waiting> waiting, SourceJoinGate newcomers) {
        boolean holdsUp(Instant capturedAt) {
            if (waiting.isEmpty()) {
                return false;
            }
            Waiting oldest = waiting.get(0);
            return System.nanoTime() - oldest.since > SLOW_NANOS || capturedAt.isAfter(oldest.capturedAt.plus(AHEAD));
        }
    }

    private final Duration patience;
    private final Map<String, Lecture> lectures = new LinkedHashMap<>();
    private final InFlightLimit pace = new InFlightLimit();
    private final Set<Place> early = new LinkedHashSet<>();
    private @Nullable Throwable failure;
    private boolean stopped;
    private boolean toldBehind;
    private long heard = System.nanoTime();
    private int underWay;
    private long answered;

    /**
     * @param patience how long no answer may come while some are waited for
     */
    InFlightFrames(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits until all first frames that hold a frame up are answered.
     *
     * @return sources of any lecture that have been answered for the first time, of which the recommender must have heard
     *     before this frame's turn; empty if none holds it up
     * @throws IOException if answers do not come
     */
    synchronized Set<Newcomer> awaitFirstAnswers(String lecture, String key, Instant capturedAt)
            throws IOException, InterruptedException {
        SourceJoinGate young = lecture(lecture).newcomers;
        awaitUntil(() -> !young.unansweredHoldUp(key, capturedAt));
        return young.holdUp(key, capturedAt)
                ? lectures.values().stream()
                        .flatMap(each -> each.newcomers.withAnswers().stream())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** The recommender has heard of these. */
    synchronized void settled(Set<Newcomer> heardOf) {
        lectures.values().forEach(lecture -> lecture.newcomers.settled(heardOf));
    }

    /**
     * Waits until not too many frames wait, nor one for too long; from then on this one waits for its answer.
     *
     * @return whether to go on
     * @throws IOException if answers do not come
     */
    synchronized boolean awaitAlignment(String lecture, String key, long sequence, Instant capturedAt)
            throws IOException, InterruptedException {
        Lecture ours = lecture(lecture);
        awaitUntil(() -> underWay < pace.most(System.nanoTime()) && !ours.holdsUp(capturedAt));
        heard = underWay == 0 ? System.nanoTime() : heard; // nobody has been waiting so far
        ours.waiting.add(new Waiting(key, sequence, capturedAt));
        underWay++;
        ours.newcomers.published(key, sequence, capturedAt, System.nanoTime());
        return !stopped;
    }

    private Lecture lecture(String id) {
        return lectures.computeIfAbsent(id, any -> new Lecture(new ArrayList<>(), new SourceJoinGate()));
    }

    /**
     * Waits until no frame of a lecture that was captured before a moment has yet to be answered.
     *
     * @throws IOException if answers do not come
     */
    synchronized void awaitOlder(String lecture, Instant before) throws IOException, InterruptedException {
        List<Waiting> waiting = lecture(lecture).waiting;
        awaitUntil(() -> waiting.stream().noneMatch(frame -> frame.capturedAt.isBefore(before)));
    }

    /**
     * Waits until every frame is answered.
     *
     * @throws IOException if answers do not come
     */
    synchronized void awaitNone() throws IOException, InterruptedException {
        awaitUntil(() -> underWay == 0);
    }

    private interface Condition {
        boolean holds();
    }

    private void awaitUntil(Condition condition) throws IOException, InterruptedException {
        while (!stopped && failure == null && !condition.holds()) {
            long left = patience.toNanos() - (System.nanoTime() - heard);
            if (left <= 0 && underWay > 0) {
                throw new IOException("No answer to " + underWay + " frames has come for " + patience.toSeconds()
                        + " s: detect or classify does not run there, or is that far behind with other lectures. With"
                        + " --no-wait nothing is waited for, but a fast replay may then give other answers than the"
                        + " lecture did");
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(LOOK_NANOS, Math.max(1_000_000, left)));
        }
        requireHealthy();
    }

    /**
     * Checks that nothing has failed.
     *
     * @throws IOException if something has
     */
    synchronized void requireHealthy() throws IOException {
        if (failure != null) {
            throw new IOException(String.valueOf(failure.getMessage()), failure);
        }
    }

    /** Emotions have come. */
    synchronized void answered(String key, long sequence) {
        settle(waiting -> waiting.is(key, sequence), true);
    }

    /** A record of the topic frames became a dead letter; perhaps sooner than its acknowledgement comes. */
    synchronized void deadLettered(int partition, long offset) {
        Place place = new Place(partition, offset);
        if (!settle(waiting -> place.equals(waiting.place), false)) {
            early.add(place);
            if (early.size() > MOST_EARLY) {
                early.remove(early.iterator().next());
            }
        }
    }

    @Override
    public synchronized void acknowledged(String source, long sequence, int partition, long offset) {
        Place place = new Place(partition, offset);
        if (early.remove(place)) {
            deadLettered(source, sequence, "");
            return;
        }
        lectures.values().stream()
                .flatMap(lecture -> lecture.waiting.stream())
                .filter(waiting -> waiting.place == null && waiting.is(source, sequence))
                .findFirst()
                .ifPresent(waiting -> waiting.place = place);
    }

    @Override
    public synchronized void deadLettered(String source, long sequence, String reason) {
        settle(waiting -> waiting.is(source, sequence), false);
    }

    /** Lets the oldest frame go of which this is true, if there is one. */
    private boolean settle(Predicate<Waiting> isIt, boolean hasEmotions) {
        for (Lecture lecture : lectures.values()) {
            for (Iterator<Waiting> each = lecture.waiting.iterator(); each.hasNext(); ) {
                Waiting one = each.next();
                if (isIt.test(one)) {
                    each.remove();
                    settle(one, lecture.newcomers, hasEmotions);
                    return true;
                }
            }
        }
        return false;
    }

    private void settle(Waiting one, SourceJoinGate newcomers, boolean hasEmotions) {
        if (hasEmotions) {
            newcomers.answered(one.key, one.sequence);
        } else {
            newcomers.deadLettered(one.key, one.sequence);
        }
        heard = System.nanoTime();
        tellIfBehind(heard - one.since);
        pace.answered(heard);
        underWay--;
        answered++;
        notifyAll();
    }

    private void tellIfBehind(long nanos) {
        if (nanos > BEHIND_NANOS && !toldBehind) {
            toldBehind = true;
            LOG.warn(
                    "The pipeline answers {} s late: it does not keep up, perhaps with other lectures beside this one;"
                            + " this replay may be answered otherwise than the lecture",
                    TimeUnit.NANOSECONDS.toSeconds(nanos));
        }
    }

    /** Answers cannot be read, or frames not be published, any more. */
    synchronized void fail(Throwable cause) {
        failure = failure == null ? cause : failure;
        notifyAll();
    }

    /** Lets everybody go. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Frames answered so far. */
    synchronized long answered() {
        return answered;
    }
}
