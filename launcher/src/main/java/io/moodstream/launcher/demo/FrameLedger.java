package io.moodstream.launcher.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Accounts for every frame: published, then answered exactly once, by emotions (with faces or none) or by a dead letter.
 * Its memory is bounded by the frames under way. All methods may be called from any thread.
 */
final class FrameLedger {
    /** A frame's name: its source's key and its number there. */
    record FrameId(String key, long sequence) {}

    /** Where a frame's record lies in the topic `frames`. */
    record Place(int partition, long offset) {}

    /**
     * The state of the account.
     *
     * @param published frames handed to Kafka
     * @param withFaces frames answered with at least one face
     * @param withoutFaces frames answered with none
     * @param faces faces in all answers
     * @param unreadableFaces those among them that are not readable
     * @param deadLettered frames that became dead letters, by reason
     * @param otherDeadLetters dead letters that no frame of this run is behind, by reason
     * @param unexpected answers nobody waited for: a second answer, or one to another run's frame
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
        long answered() {
            return withFaces + withoutFaces + sum(deadLettered);
        }

        private static long sum(Map<String, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Dead letters whose frames may still be acknowledged; foreign ones among them never will. */
    private static final int MOST_EARLY = 10_000;

    private final Set<FrameId> waiting = new HashSet<>();
    private final Map<Place, FrameId> places = new HashMap<>();
    private final Map<FrameId, Place> placeOf = new HashMap<>();
    private final Map<Place, String> early = new LinkedHashMap<>();
    private final Map<String, Long> deadLettered = new TreeMap<>();
    private final Map<String, Long> otherDeadLetters = new TreeMap<>();
    private long published;
    private long withFaces;
    private long withoutFaces;
    private long faces;
    private long unreadableFaces;
    private long unexpected;

    /** A frame is about to be sent. */
    synchronized void published(FrameId frame) {
        published++;
        waiting.add(frame);
    }

    /** Kafka has a frame. */
    synchronized void acknowledged(FrameId frame, Place place) {
        String reason = early.remove(place);
        if (reason != null) {
            settle(frame);
            deadLettered.merge(reason, 1L, Long::sum);
        } else if (waiting.contains(frame)) {
            places.put(place, frame);
            placeOf.put(frame, place);
        }
    }

    /** A frame became a dead letter without ever reaching the topic `frames`. */
    synchronized void refused(FrameId frame, String reason) {
        settle(frame);
        deadLettered.merge(reason, 1L, Long::sum);
    }

    /** A frame never reached Kafka: nobody will answer it. */
    synchronized void lost(FrameId frame) {
        if (settle(frame)) {
            published--;
        }
    }

    /** Emotions have arrived for a frame; unreadable: how many of its faces are not readable. */
    synchronized void answered(FrameId frame, int facesInIt, int unreadable) {
        if (!settle(frame)) {
            unexpected++;
            return;
        }
        faces += facesInIt;
        unreadableFaces += unreadable;
        if (facesInIt > 0) {
            withFaces++;
        } else {
            withoutFaces++;
        }
    }

    /** A record of the topic `frames` became a dead letter. Its acknowledgement may come later than this. */
    synchronized void frameDeadLettered(Place place, String reason) {
        FrameId frame = places.get(place);
        if (frame == null) {
            early.put(place, reason);
            if (early.size() > MOST_EARLY) {
                Place oldest = early.keySet().iterator().next();
                otherDeadLetters.merge(String.valueOf(early.remove(oldest)), 1L, Long::sum);
            }
        } else if (settle(frame)) {
            deadLettered.merge(reason, 1L, Long::sum);
        }
    }

    /** A record of a later topic became a dead letter; the frame is given if it could be told. */
    synchronized void laterDeadLettered(@Nullable FrameId frame, String reason) {
        boolean answersOne = frame != null && settle(frame);
        (answersOne ? deadLettered : otherDeadLetters).merge(reason, 1L, Long::sum);
    }

    /** Whether every published frame has been answered. */
    synchronized boolean isBalanced() {
        return waiting.isEmpty();
    }

    /** The state now. */
    synchronized Account account() {
        Map<String, Long> others = new TreeMap<>(otherDeadLetters);
        early.values().forEach(reason -> others.merge(reason, 1L, Long::sum));
        return new Account(
                published,
                withFaces,
                withoutFaces,
                faces,
                unreadableFaces,
                new TreeMap<>(deadLettered),
                others,
                unexpected);
    }

    private boolean settle(FrameId frame) {
        Place place = placeOf.remove(frame);
        if (place != null) {
            places.remove(place);
        }
        return waiting.remove(frame);
    }
}
