package io.moodstream.ingest.publish;

import io.moodstream.ingest.sources.SourcePicture;
import io.moodstream.ingest.sources.SourcePicture.State;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.RefusedRecord;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.SourceRun;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Topics;
import io.moodstream.schemas.TrustedRecords;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes one source's pictures as frames, numbered from 0 with those that were skipped. It blocks its caller while
 * too many are not yet acknowledged. Used by one thread; acknowledgements arrive on a thread of Kafka.
 */
@UsesKafka
public final class FramePublisher {
    static {
        TrustedRecords.trust();
    }

    /** How long Kafka may be unreachable before a frame is lost. */
    private static final Duration DELIVERY = Duration.ofMinutes(5);

    /** The reason where whoever watches the source would see it later and later. */
    public static final String BEHIND = "behind";

    private static final int PRODUCER_BYTES = 64 * 1024 * 1024;

    private final Producer<byte[], byte[]> producer;
    private final SourceIdentity source;
    private final SourceRun run;
    private final String key;
    private final int inFlight;
    private final Semaphore room;
    private final PublishListener listener;
    private final Consumer<Throwable> failed;
    private BooleanSupplier behind = () -> false;
    private long sequence;
    private long published;

    /**
     * @param producer shared by all sources
     * @param run is told about every frame, and gives them their identity
     * @param inFlight the largest number of frames sent and not yet acknowledged
     * @param failed receives the reason why a frame was lost
     */
    public FramePublisher(
            Producer<byte[], byte[]> producer,
            SourceIdentity source,
            SourceRun run,
            int inFlight,
            PublishListener listener,
            Consumer<Throwable> failed) {
        this.producer = producer;
        this.source = source;
        this.run = run;
        this.key = source.key();
        this.inFlight = inFlight;
        this.room = new Semaphore(inFlight);
        this.listener = listener;
        this.failed = failed;
    }

    /**
     * Has pictures left out and counted as dropped while this is true, as a camera drops them that is to stay live.
     *
     * @param now asked before each picture
     */
    public FramePublisher leavingOutWhile(BooleanSupplier now) {
        behind = now;
        return this;
    }

    /** Returns a producer for one or more publishers, with the bounds that they need. */
    public static Producer<byte[], byte[]> producer(StageConfig stage, Settings settings) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY.toMillis());
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, PRODUCER_BYTES);
        properties.putAll(KafkaDefaults.producer(stage, settings));
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Returns the run of the source. */
    public SourceRun run() {
        return run;
    }

    /** Returns the key of this source's frames. */
    public String key() {
        return key;
    }

    /** Returns the number of frames sent so far. */
    public long published() {
        return published;
    }

    /** Skips a number for each picture dropped since the last frame, so that readers see the gap. */
    void skip(long pictures) {
        sequence += pictures;
    }

    /** Sends a picture as the source's next frame, unless it is left out; waits while too many are in flight. */
    public void publish(SourcePicture picture, Instant capturedAt) throws InterruptedException {
        if (behind.getAsBoolean()) {
            skip(1);
            run.dropped(BEHIND);
            listener.dropped(key, BEHIND);
            return;
        }
        room.acquire();
        Frame frame = frame(picture, sequence, capturedAt.truncatedTo(ChronoUnit.MILLIS));
        publish(frame, picture.image().length, picture.state() == State.WHOLE, id -> {
            if (picture.scaled()) {
                listener.scaled(id);
            }
            if (picture.state() == State.BROKEN && fits(picture.image().length)) {
                listener.broken(id);
            }
        });
    }

    /** Sends a frame with its own number, as one of this run; waits while too many are in flight. */
    public void publish(Frame frame) throws InterruptedException {
        room.acquire();
        publishOurs(frame);
    }

    /**
     * Does what {@link #publish(Frame)} does, but waits for this time at most.
     *
     * @return whether it was sent; if not, too many are still in flight
     */
    public boolean tryPublish(Frame frame, Duration atMost) throws InterruptedException {
        if (!room.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        publishOurs(frame);
        return true;
    }

    private void publishOurs(Frame frame) {
        Frame ours = new Frame(
                frame.getLectureId(),
                frame.getSourceId(),
                frame.getUserId(),
                frame.getSequence(),
                frame.getCapturedAt(),
                frame.getEncoding(),
                frame.getImage(),
                run.id(),
                null,
                frame.getCounting());
        publish(ours, ours.getImage().remaining(), false, id -> {});
    }

    private static boolean fits(int imageBytes) {
        return imageBytes <= Topics.MAX_IMAGE_BYTES;
    }

    private void publish(Frame frame, int imageBytes, boolean whole, Consumer<FrameKey> tell) {
        long number = frame.getSequence();
        FrameKey id = FrameKey.of(frame);
        sequence = number + 1;
        published++;
        long now = System.currentTimeMillis();
        boolean fits = fits(imageBytes);
        var record = fits ? record(Topics.FRAMES.name(), frame) : record(Topics.DEAD_LETTERS.name(), frame);
        record.headers()
                .add(
                        Topics.PUBLISHED_AT,
                        ByteBuffer.allocate(Long.BYTES).putLong(now).array());
        if (whole && fits) {
            record.headers().add(Topics.WHOLE, new byte[0]);
        }
        if (!fits) {
            DeadLetter.explain(record.headers(), Topics.FRAMES.name(), new FrameTooLargeException(imageBytes));
        }
        run.sending(number, frame.getCapturedAt());
        listener.publishing(id, now); // from here on it is acknowledged, dead-lettered or lost
        tell.accept(id);
        send(record, id, fits);
    }

    private Frame frame(SourcePicture picture, long number, Instant capturedAt) {
        byte[] image = picture.image();
        int length = Math.min(image.length, Topics.MAX_IMAGE_BYTES); // a dead letter holds as much as can be held
        return Frame.newBuilder()
                .setLectureId(source.lectureId())
                .setSourceId(source.sourceId())
                .setUserId(source.userId().orElse(null))
                .setSequence(number)
                .setCapturedAt(capturedAt)
                .setEncoding(picture.encoding())
                .setImage(ByteBuffer.wrap(image, 0, length))
                .setRun(run.id())
                .build();
    }

    private ProducerRecord<byte[], byte[]> record(String topic, Frame frame) {
        byte[] value = Topics.FRAMES.values().serializer().serialize(topic, frame);
        return new ProducerRecord<>(
                topic, null, frame.getCapturedAt().toEpochMilli(), key.getBytes(StandardCharsets.UTF_8), value);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback gets the same result
    private void send(ProducerRecord<byte[], byte[]> record, FrameKey id, boolean fits) {
        try {
            producer.send(record, (metadata, exception) -> {
                try {
                    if (exception != null) {
                        lose(id, RefusedRecord.explained(record.topic(), exception));
                    } else if (fits) {
                        run.stored(id.sequence());
                        listener.acknowledged(id, metadata.partition(), metadata.offset());
                    } else {
                        run.storedAsDeadLetter(id.sequence(), FrameTooLargeException.REASON);
                        listener.deadLettered(id, FrameTooLargeException.REASON);
                    }
                } finally {
                    room.release(); // last, so that whoever waits for the acknowledgement finds it told
                }
            });
        } catch (RuntimeException | Error e) {
            lose(id, e);
            room.release();
        }
    }

    private void lose(FrameKey id, Throwable cause) {
        run.lost();
        listener.lost(id, String.valueOf(cause.getMessage()));
        failed.accept(cause);
    }

    /** Waits until Kafka has every frame sent so far, and returns whether it does within the time. */
    public boolean awaitAcknowledged(Duration timeout) throws InterruptedException {
        if (!room.tryAcquire(inFlight, timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        room.release(inFlight);
        return true;
    }
}
