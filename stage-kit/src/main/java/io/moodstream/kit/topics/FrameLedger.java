package io.moodstream.kit.topics;

import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Matches frames with their results: every frame has exactly one, its emotions or a dead letter. A dead letter of a
 * frame names only the place of its record, and may arrive before Kafka's acknowledgement tells the publisher that
 * place; the ledger remembers the latest ten thousand of these for five minutes. Otherwise its memory is bounded by the frames in
 * flight. Thread-safe.
 *
 * @param <K> identifies a frame
 * @param <F> what the publisher keeps of a frame until its result arrives
 */
public final class FrameLedger<K, F> {
    private static final int MOST_EARLY = 10_000;

    /** Acknowledgements take less. A topic that is deleted and created again repeats its offsets. */
    private static final long EARLY_NANOS = 300_000_000_000L;

    /**
     * Holds a frame whose result is a dead letter.
     *
     * @param frame what the publisher kept of it
     * @param letter the dead letter
     */
    public record DeadFrame<F>(F frame, DeadLetter letter) {}

    private record Place(int partition, long offset) {}

    private record Early(DeadLetter letter, long sinceNanos) {
        boolean isRecent() {
            return System.nanoTime() - sinceNanos < EARLY_NANOS;
        }
    }

    private static final class Entry<K, F> {
        private final K id;
        private final F frame;
        private @Nullable Place place;

        Entry(K id, F frame) {
            this.id = id;
            this.frame = frame;
        }
    }

    private final Topic<String, Frame> frames;
    private final Topic<String, FaceCrops> faces;
    private final Function<FaceCrops, K> idOf;

    /** A restarted source repeats its numbers, so several frames may have one id; the oldest is the first. */
    private final Map<K, Deque<Entry<K, F>>> inFlight = new LinkedHashMap<>();

    private final Map<Place, Entry<K, F>> places = new HashMap<>();
    private final Map<Place, Early> early = new LinkedHashMap<>();
    private int size;

    /**
     * Creates an empty ledger of frames in the topic frames.
     *
     * @param idOf identifies the frame that faces were cut out of
     */
    public FrameLedger(Function<FaceCrops, K> idOf) {
        this(Topics.FRAMES, Topics.FACES, idOf);
    }

    /**
     * Creates an empty ledger.
     *
     * @param frames the topic of the frames; dead letters of others are ignored
     * @param faces the topic of their faces
     * @param idOf identifies the frame that faces were cut out of
     */
    public FrameLedger(Topic<String, Frame> frames, Topic<String, FaceCrops> faces, Function<FaceCrops, K> idOf) {
        this.frames = frames;
        this.faces = faces;
        this.idOf = idOf;
    }

    /** Adds a frame that is about to be sent. */
    public synchronized void add(K id, F frame) {
        inFlight.computeIfAbsent(id, any -> new ArrayDeque<>(1)).add(new Entry<>(id, frame));
        size++;
    }

    /**
     * Registers where Kafka has stored a frame.
     *
     * @return the frame with its dead letter, if that has arrived before; the frame is then settled
     */
    public synchronized Optional<DeadFrame<F>> acknowledged(K id, int partition, long offset) {
        Place place = new Place(partition, offset);
        Early first = early.remove(place);
        if (first != null && first.isRecent()) {
            return settle(id).map(frame -> new DeadFrame<>(frame, first.letter));
        }
        for (Entry<K, F> entry : inFlight.getOrDefault(id, new ArrayDeque<>())) {
            if (entry.place == null) {
                entry.place = place;
                places.put(place, entry);
                break;
            }
        }
        return Optional.empty();
    }

    /**
     * Settles the oldest frame with this id: its result has arrived, or there will be none.
     *
     * @return the frame; empty if none is in flight
     */
    public synchronized Optional<F> settle(K id) {
        Deque<Entry<K, F>> entries = inFlight.get(id);
        return entries == null ? Optional.empty() : Optional.of(settle(entries.element()));
    }

    /**
     * Settles exactly this frame.
     *
     * @return whether it was in flight
     */
    public synchronized boolean settle(K id, F frame) {
        for (Entry<K, F> entry : inFlight.getOrDefault(id, new ArrayDeque<>())) {
            if (entry.frame == frame) {
                settle(entry);
                return true;
            }
        }
        return false;
    }

    /**
     * Settles the frame of a dead letter.
     *
     * @return the frame; empty if it is not in flight, or not yet acknowledged
     */
    public synchronized Optional<F> deadLetter(DeadLetter letter) {
        if (letter.topic().equals(frames.name()) && letter.offset() >= 0) {
            Place place = new Place(letter.partition(), letter.offset());
            Entry<K, F> entry = places.get(place);
            if (entry != null) {
                return Optional.of(settle(entry));
            }
            remember(place, letter);
        }
        return letter.topic().equals(faces.name())
                ? letter.faces()
                        .filter(crops -> crops.getSignal() == null)
                        .map(idOf)
                        .flatMap(this::settle)
                : Optional.empty();
    }

    /** Returns the oldest frame of the id that has been in flight for the longest time. */
    public synchronized Optional<F> oldest() {
        return inFlight.values().stream().findFirst().map(entries -> entries.element().frame);
    }

    /** Returns how many frames are in flight. */
    public synchronized int size() {
        return size;
    }

    private void remember(Place place, DeadLetter letter) {
        early.put(place, new Early(letter, System.nanoTime()));
        if (early.size() > MOST_EARLY) {
            Iterator<Place> oldest = early.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private F settle(Entry<K, F> entry) {
        inFlight.computeIfPresent(
                entry.id, (id, entries) -> entries.remove(entry) && entries.isEmpty() ? null : entries);
        if (entry.place != null) {
            places.remove(entry.place);
        }
        size--;
        return entry.frame;
    }
}
