package io.moodstream.ingest.replay;

import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.replay.SourceJoinGate.Newcomer;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.FrameLedger;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the frames that wait for their results: emotions or a dead letter. It aligns the sources of a lecture, so that
 * at any speed no frame arrives after its window has closed. Thread-safe.
 */
final class InFlightFrames implements PublishListener {
    private static final Logger LOG = LoggerFactory.getLogger(InFlightFrames.class);

    /**
     * After this wait of one frame the other frames of its lecture wait too, so that its source does not seem silent.
     */
    private static final long SLOW_NANOS = 4_000_000_000L;

    /** How far a frame may be ahead of the oldest in flight, event time; this keeps few windows open at a time. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /** Longer than a replay alone delays results, and nearly what counts as silence of a source. */
    private static final long BEHIND_NANOS = 12_000_000_000L;

    /** How often conditions that change with time alone are checked. */
    private static final long LOOK_NANOS = 50_000_000L;

    /** A frame in flight. */
    private record Waiting(Lecture lecture, FrameKey key, Instant capturedAt, long since) {}

    /** One lecture's frames in flight, in the order of their publication. */
    private static final class Lecture {
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private final SourceJoinGate newcomers = new SourceJoinGate();

        boolean holdsUp(Instant capturedAt, long now) {
            if (waiting.isEmpty()) {
                return false;
            }
            Waiting oldest = waiting.element();
            return now - oldest.since > SLOW_NANOS || capturedAt.isAfter(oldest.capturedAt.plus(AHEAD));
        }
    }

    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Map<String, Lecture> lectures = new LinkedHashMap<>();
    private final FrameLedger<FrameKey, Waiting> ledger = new FrameLedger<>(FrameKey::of);
    private final InFlightLimit pace = new InFlightLimit();
    private @Nullable Throwable failure;
    private boolean stopped;
    private boolean toldBehind;
    private long heard;
    private long answered;

    /**
     * @param patience how long no result may arrive while frames are in flight
     */
    InFlightFrames(Duration patience) {
        this(patience, System::nanoTime);
    }

    /** @param nanoTime the clock, as {@link System#nanoTime} */
    InFlightFrames(Duration patience, LongSupplier nanoTime) {
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.heard = nanoTime.getAsLong();
    }

    /**
     * Waits for the results of all first frames that block this frame.
     *
     * @return sources of any lecture whose first result has arrived and must have reached the recommender before this
     *     frame is published; empty if none blocks it
     * @throws IOException if results do not arrive
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

    /** Notes that the recommender has read the first results of these sources. */
    synchronized void settled(Set<Newcomer> heardOf) {
        lectures.values().forEach(lecture -> lecture.newcomers.settled(heardOf));
    }

    /**
     * Waits until neither too many frames are in flight nor one for too long; then this frame is in flight, too.
     *
     * @return whether to continue
     * @throws IOException if results do not arrive
     */
    synchronized boolean awaitAlignment(String lecture, String key, long sequence, Instant capturedAt)
            throws IOException, InterruptedException {
        Lecture ours = lecture(lecture);
        awaitUntil(() -> {
            long now = nanoTime.getAsLong();
            return ledger.size() < pace.most(now) && !ours.holdsUp(capturedAt, now);
        });
        long now = nanoTime.getAsLong();
        heard = ledger.size() == 0 ? now : heard; // nobody has been waiting so far
        Waiting frame = new Waiting(ours, new FrameKey(key, "", sequence), capturedAt, now);
        ours.waiting.add(frame);
        ledger.add(frame.key, frame);
        ours.newcomers.published(key, sequence, capturedAt, now);
        return !stopped;
    }

    private Lecture lecture(String id) {
        return lectures.computeIfAbsent(id, any -> new Lecture());
    }

    /**
     * Waits until no frame of a lecture that was captured before an instant is in flight.
     *
     * @throws IOException if results do not arrive
     */
    synchronized void awaitOlder(String lecture, Instant before) throws IOException, InterruptedException {
        Deque<Waiting> waiting = lecture(lecture).waiting;
        awaitUntil(() -> waiting.stream().noneMatch(frame -> frame.capturedAt.isBefore(before)));
    }

    /**
     * Waits until every frame has its result.
     *
     * @throws IOException if results do not arrive
     */
    synchronized void awaitNone() throws IOException, InterruptedException {
        awaitUntil(() -> ledger.size() == 0);
    }

    private interface Condition {
        boolean holds();
    }

    private void awaitUntil(Condition condition) throws IOException, InterruptedException {
        while (!stopped && failure == null && !condition.holds()) {
            long left = patience.toNanos() - (nanoTime.getAsLong() - heard);
            if (left <= 0 && ledger.size() > 0) {
                throw new IOException(
                        "No result of " + ledger.size() + " frames has arrived for " + patience.toSeconds()
                                + " s: detect or classify is not running, or is busy with other lectures. --no-wait"
                                + " publishes without waiting, but a fast replay may then give other results than the"
                                + " lecture did");
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(LOOK_NANOS, Math.max(1_000_000, left)));
        }
        requireHealthy();
    }

    /**
     * Checks that nothing has failed.
     *
     * @throws IOException if something has failed
     */
    synchronized void requireHealthy() throws IOException {
        if (failure != null) {
            throw new IOException(String.valueOf(failure.getMessage()), failure);
        }
    }

    /** Settles a frame whose emotions have arrived. */
    synchronized void answered(FrameKey frame) {
        ledger.settle(frame).ifPresent(one -> settled(one, true));
    }

    /** Settles the frame that a dead letter is about; it may arrive before the frame's acknowledgement. */
    synchronized void deadLettered(DeadLetter letter) {
        ledger.deadLetter(letter).ifPresent(one -> settled(one, false));
    }

    @Override
    public synchronized void acknowledged(FrameKey frame, int partition, long offset) {
        ledger.acknowledged(frame, partition, offset).ifPresent(dead -> settled(dead.frame(), false));
    }

    @Override
    public synchronized void deadLettered(FrameKey frame, String reason) {
        ledger.settle(frame).ifPresent(one -> settled(one, false));
    }

    private void settled(Waiting one, boolean hasEmotions) {
        one.lecture.waiting.removeFirstOccurrence(one);
        if (hasEmotions) {
            one.lecture.newcomers.answered(one.key.source(), one.key.sequence());
        } else {
            one.lecture.newcomers.deadLettered(one.key.source(), one.key.sequence());
        }
        heard = nanoTime.getAsLong();
        tellIfBehind(heard - one.since);
        pace.answered(heard);
        answered++;
        notifyAll();
    }

    private void tellIfBehind(long nanos) {
        if (nanos > BEHIND_NANOS && !toldBehind) {
            toldBehind = true;
            LOG.warn(
                    "The pipeline is {} s behind, perhaps because of other lectures;"
                            + " this replay may give other results than the lecture did",
                    TimeUnit.NANOSECONDS.toSeconds(nanos));
        }
    }

    /** Ends all waiting because results can no longer be read, or frames no longer be published. */
    synchronized void fail(Throwable cause) {
        failure = failure == null ? cause : failure;
        notifyAll();
    }

    /** Ends all waiting. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Returns the number of frames with a result. */
    synchronized long answered() {
        return answered;
    }
}
