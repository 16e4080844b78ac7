package io.moodstream.launcher.demo;

import io.moodstream.kit.ledger.FrameSums;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.FrameLedger;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what became of the demo's own frames: each is published, then has exactly one result. All methods may be
 * called from any thread.
 */
final class FrameAccounts {
    /**
     * The counts.
     *
     * @param published frames handed to Kafka
     * @param withFaces frames with at least one face
     * @param withoutFaces frames without a face
     * @param faces faces in all frames
     * @param unreadableFaces those among them that are not readable
     * @param deadLettered frames that became dead letters, by reason
     * @param otherDeadLetters dead letters of other frames, by reason
     * @param unexpected results that nobody waited for: a second one, or that of another run's frame
     */
    record Account(
            long published,
            long withFaces,
            long withoutFaces,
            long faces,
            long unreadableFaces,
            Map<String, Long> deadLettered,
            Map<String, Long> otherDeadLetters,
            long unexpected) {
        /** Returns the frames with a result. */
        long answered() {
            return withFaces + withoutFaces + sum(deadLettered);
        }

        /** Returns the sum of all counts. */
        static long sum(Map<String, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private record Waiting(FrameKey frame, long sinceNanos) {}

    private final FrameLedger<FrameKey, Waiting> ledger = new FrameLedger<>(FrameKey::of);
    private final Map<String, Long> deadLettered = new TreeMap<>();
    private final Map<String, Long> otherDeadLetters = new TreeMap<>();
    private long published;
    private long withFaces;
    private long withoutFaces;
    private long faces;
    private long unreadableFaces;
    private final Map<String, FrameSums> sources = new TreeMap<>();
    private long unexpected;
    private long late;

    /** Counts a frame that is about to be sent. */
    synchronized void published(FrameKey frame) {
        published++;
        count(frame, 1, 0, 0);
        ledger.add(frame, new Waiting(frame, System.nanoTime()));
    }

    /** Notes where Kafka has stored a frame. */
    synchronized void acknowledged(FrameKey frame, int partition, long offset) {
        ledger.acknowledged(frame, partition, offset).ifPresent(dead -> {
            String reason = dead.letter().reason();
            otherDeadLetters.computeIfPresent(reason, (any, count) -> count == 1 ? null : count - 1);
            dead(frame, reason);
        });
    }

    /** Counts a frame that became a dead letter without ever reaching the topic {@code frames}. */
    synchronized void refused(FrameKey frame, String reason) {
        ledger.settle(frame);
        dead(frame, reason);
    }

    /** Forgets a frame that never reached Kafka: it gets no result. */
    synchronized void lost(FrameKey frame) {
        if (ledger.settle(frame).isPresent()) {
            published--;
            add(frame.source(), new FrameSums(0, 0, 0, Map.of(), 1, -1, 0, 0, Map.of()));
        }
    }

    /** Counts a picture that was dropped before it became a frame. */
    synchronized void dropped(String source, String reason) {
        add(source, new FrameSums(0, 0, 0, Map.of(), 0, 0, 0, 0, Map.of(reason, 1L)));
    }

    /** Sets how many results came too late to be counted in their windows. */
    synchronized void late(long frames) {
        late = frames;
    }

    /** Counts a frame's emotions; unreadable: how many of its faces are not readable. */
    synchronized void answered(FrameKey frame, int facesInIt, int unreadable) {
        if (ledger.settle(frame).isEmpty()) {
            unexpected++;
            return;
        }
        faces += facesInIt;
        unreadableFaces += unreadable;
        if (facesInIt > 0) {
            withFaces++;
            count(frame, 0, 1, 0);
        } else {
            withoutFaces++;
            count(frame, 0, 0, 1);
        }
    }

    /** Counts a dead letter of the topics frames or faces; it may arrive before the frame's acknowledgement. */
    synchronized void deadLetter(DeadLetter letter) {
        if (letter.isFrame() || letter.isFaces()) {
            ledger.deadLetter(letter)
                    .ifPresentOrElse(
                            waiting -> dead(waiting.frame(), letter.reason()),
                            () -> otherDeadLetters.merge(letter.reason(), 1L, Long::sum));
        }
    }

    private void dead(FrameKey frame, String reason) {
        deadLettered.merge(reason, 1L, Long::sum);
        add(frame.source(), new FrameSums(0, 0, 0, Map.of(reason, 1L), 0, -1, 0, 0, Map.of()));
    }

    private void count(FrameKey frame, long sent, long withSome, long withNone) {
        long underWay = sent - withSome - withNone;
        add(frame.source(), new FrameSums(sent, withSome, withNone, Map.of(), 0, underWay, 0, 0, Map.of()));
    }

    private void add(String source, FrameSums more) {
        sources.merge(source, more, FrameSums::plus);
    }

    /** Returns what became of the frames of each source, by its key. */
    synchronized Map<String, FrameSums> sources() {
        return new TreeMap<>(sources);
    }

    /** Returns how many results came too late to be counted in their windows. */
    synchronized long late() {
        return late;
    }

    /** Returns how long the frame that has waited longest has been waiting for its result. */
    Duration longestWait() {
        return ledger.oldest()
                .map(waiting -> Duration.ofNanos(System.nanoTime() - waiting.sinceNanos()))
                .orElse(Duration.ZERO);
    }

    /** Returns whether every published frame has its result. */
    synchronized boolean isBalanced() {
        return ledger.size() == 0;
    }

    /** Returns the state now. */
    synchronized Account account() {
        return new Account(
                published,
                withFaces,
                withoutFaces,
                faces,
                unreadableFaces,
                new TreeMap<>(deadLettered),
                new TreeMap<>(otherDeadLetters),
                unexpected);
    }
}
