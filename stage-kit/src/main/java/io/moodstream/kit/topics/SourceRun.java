package io.moodstream.kit.topics;

import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells about one run of a source: signals in the source's own partition of the topic frames, in order with its
 * pictures, and its status in the topic sources. Whoever publishes pictures calls it for each of them. Thread-safe;
 * signals are in order with pictures if one thread sends both.
 */
@UsesKafka
public final class SourceRun {
    private static final Logger LOG = LoggerFactory.getLogger(SourceRun.class);

    private final Producer<byte[], byte[]> producer;
    private final String lectureId;
    private final String sourceId;
    private final @Nullable String userId;
    private final String id;
    private final String place;

    /** Held while a signal or a status is sent, which may block; never by Kafka's thread, which acknowledges. */
    private final Object signalling = new Object();

    private final Map<String, Long> deadLettered = new TreeMap<>();
    private final Map<String, Long> dropped = new TreeMap<>();
    private @Nullable SourceSignal signal;
    private Instant startedAt = Instant.EPOCH;
    private Instant latest = Instant.EPOCH;
    private long sent;
    private long stored;
    private long lost;
    private long next;
    private long nextStored;
    private boolean changed;

    SourceRun(
            Producer<byte[], byte[]> producer,
            String lectureId,
            String sourceId,
            @Nullable String userId,
            String id,
            String place) {
        this.producer = producer;
        this.lectureId = lectureId;
        this.sourceId = sourceId;
        this.userId = userId;
        this.id = id;
        this.place = place;
    }

    /** Returns the identity of the run, which every frame of it has. */
    public String id() {
        return id;
    }

    /** Returns the key of the source's records in frames, {@code lectureId/sourceId}. */
    public String key() {
        return Keys.source(lectureId, sourceId);
    }

    /** Returns the identity of the frame with this number. */
    public FrameKey frame(long sequence) {
        return new FrameKey(key(), id, sequence);
    }

    /** Continues an earlier run of the same identity: its counts and numbers go on. Called before anything else. */
    public synchronized void continueFrom(SourceStatus status) {
        startedAt = status.getStartedAt();
        latest = status.getCapturedAt();
        stored = status.getAcknowledged();
        lost = status.getLost();
        sent = stored + lost + count(status.getDeadLettered()); // what was under way is sent once more
        next = status.getNextSequence();
        nextStored = next;
        deadLettered.putAll(status.getDeadLettered());
        dropped.putAll(status.getDropped());
    }

    /** Tells that the source begins to send, unless that was told. */
    public void begin(Instant at) {
        signal(SourceSignal.BEGIN, at);
    }

    /** Tells that the source sends nothing for a while, unless it is paused, has ended or has not begun. */
    public void pause(Instant at) {
        signal(SourceSignal.PAUSE, at);
    }

    /** Tells that the source sends again, if it was paused or had ended; that it begins, if nothing was told. */
    public void resume(Instant at) {
        signal(SourceSignal.RESUME, at);
    }

    /** Tells that the source sends no more, unless it has not begun or has ended. */
    public void end(Instant at) {
        signal(SourceSignal.END, at);
    }

    /** Tells that the source sends no more, from the millisecond after its latest frame or signal on. */
    public void end() {
        end(afterLatest());
    }

    private synchronized Instant afterLatest() {
        return latest.plusMillis(1);
    }

    private void signal(SourceSignal wanted, Instant at) {
        synchronized (signalling) {
            SourceSignal due = due(wanted);
            if (due != null) {
                SourceSignal before = told();
                byte[] value = Topics.FRAMES.values().serializer().serialize("", record(due, at));
                write(Topics.FRAMES.name(), key(), value, () -> takeBack(due, before));
                writeStatus(Instant.now(), true); // a publisher may be killed before its next status
            }
        }
    }

    private synchronized @Nullable SourceSignal told() {
        return signal;
    }

    /**
     * Forgets that a signal was told, because Kafka has not stored it: the next occasion tells it again. A source whose
     * BEGIN was not stored is as one that has paused.
     */
    private synchronized void takeBack(SourceSignal lost, @Nullable SourceSignal before) {
        if (signal == lost && lost != SourceSignal.END) {
            signal = before == null ? SourceSignal.PAUSE : before;
            changed = true;
        }
    }

    private synchronized void statusLost() {
        changed = true;
    }

    /** Returns the signal that has to be sent so that the source is in the wanted state; none if it is. */
    private synchronized @Nullable SourceSignal due(SourceSignal wanted) {
        boolean off = signal == SourceSignal.PAUSE || signal == SourceSignal.END;
        return switch (wanted) {
            case BEGIN -> signal == null ? SourceSignal.BEGIN : null;
            case RESUME -> signal == null ? SourceSignal.BEGIN : off ? SourceSignal.RESUME : null;
            case PAUSE -> signal == null || off ? null : SourceSignal.PAUSE;
            case END -> signal == null || signal == SourceSignal.END ? null : SourceSignal.END;
            case PROBE -> throw new IllegalArgumentException("A source does not probe");
        };
    }

    private synchronized Frame record(SourceSignal next, Instant at) {
        Instant then = at.truncatedTo(ChronoUnit.MILLIS);
        startedAt = startedAt.equals(Instant.EPOCH) ? then : startedAt;
        latest = then.isAfter(latest) ? then : latest;
        signal = next;
        changed = true;
        return Frame.newBuilder()
                .setLectureId(lectureId)
                .setSourceId(sourceId)
                .setUserId(userId)
                .setSequence(this.next)
                .setCapturedAt(then)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.allocate(0))
                .setRun(id)
                .setSignal(next)
                .build();
    }

    /** Notes that a picture is about to be sent as a frame; a paused source sends again. */
    public void sending(long sequence, Instant capturedAt) {
        resume(capturedAt);
        synchronized (this) {
            sent++;
            next = Math.max(next, sequence + 1);
            latest = capturedAt.isAfter(latest) ? capturedAt : latest;
            changed = true;
        }
    }

    /** Notes that Kafka has stored a frame. */
    public synchronized void stored(long sequence) {
        stored++;
        nextStored = Math.max(nextStored, sequence + 1);
        changed = true;
    }

    /** Notes that Kafka has stored a frame as a dead letter, where the publisher has sent it. */
    public synchronized void storedAsDeadLetter(long sequence, String reason) {
        deadLettered.merge(reason, 1L, Long::sum);
        nextStored = Math.max(nextStored, sequence + 1);
        changed = true;
    }

    /** Notes that a frame was sent and that Kafka has not stored it. */
    public synchronized void lost() {
        lost++;
        changed = true;
    }

    /** Notes that a picture was dropped before it became a frame. */
    public synchronized void dropped(String reason) {
        dropped.merge(reason, 1L, Long::sum);
        changed = true;
    }

    /** Writes the status if it has changed since it was written last, or is due in any case. */
    void writeStatus(Instant now, boolean due) {
        synchronized (signalling) { // so that an older status does not replace a newer one
            SourceStatus status = status(now, due);
            if (status != null) {
                byte[] value = Topics.SOURCES.values().serializer().serialize("", status);
                write(Topics.SOURCES.name(), Keys.run(lectureId, sourceId, id), value, this::statusLost);
            }
        }
    }

    private synchronized @Nullable SourceStatus status(Instant now, boolean due) {
        if (signal == null || !(changed || due)) {
            return null;
        }
        changed = false;
        return new SourceStatus(
                lectureId,
                sourceId,
                userId,
                id,
                now.truncatedTo(ChronoUnit.MILLIS),
                signal,
                startedAt.truncatedTo(ChronoUnit.MILLIS),
                latest.truncatedTo(ChronoUnit.MILLIS),
                sent,
                stored,
                nextStored,
                lost,
                new TreeMap<>(deadLettered),
                new TreeMap<>(dropped),
                place);
    }

    /** Returns whether the source has ended and that was written. */
    synchronized boolean isDone() {
        return signal == SourceSignal.END && !changed && sent == stored + lost + count(deadLettered);
    }

    private static long count(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @param lost called if Kafka has not stored it */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback gets the same result
    private void write(String topic, String key, byte[] value, Runnable lost) {
        try {
            producer.send(
                    new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value), (metadata, failure) -> {
                        if (failure != null) {
                            LOG.debug("{}: what it does could not be written to {}", key(), topic, failure);
                            lost.run();
                        }
                    });
        } catch (RuntimeException e) { // the same happens to its frames, where it is told
            LOG.debug("{}: what it does could not be written to {}", key(), topic, e);
            lost.run();
        }
    }
}
