package io.moodstream.ingest.replay;

import io.moodstream.ingest.publish.FramePublisher;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.publish.SourceIdentity;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.SourceRun;
import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes recorded frames unchanged, the signals of their sources, and events. Used by one thread. */
@UsesKafka
public final class ReplayPublisher {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Producer<byte[], byte[]> producer;
    private final SourceRuns runs;
    private final int inFlight;
    private final PublishListener listener;
    private final BiConsumer<String, Throwable> failed;
    private final BooleanSupplier stopped;

    /** By key of the run. */
    private final Map<String, FramePublisher> sources = new LinkedHashMap<>();

    private final AtomicLong published = new AtomicLong();

    /**
     * @param runs the runs of all sources of this publisher
     * @param inFlight most frames of a source sent and not yet acknowledged
     * @param failed receives the key of a lost record and the cause
     * @param stopped whether it has been stopped: then it waits for Kafka in haste only
     */
    public ReplayPublisher(
            Producer<byte[], byte[]> producer,
            SourceRuns runs,
            int inFlight,
            PublishListener listener,
            BiConsumer<String, Throwable> failed,
            BooleanSupplier stopped) {
        this.producer = producer;
        this.runs = runs;
        this.inFlight = inFlight;
        this.listener = listener;
        this.failed = failed;
        this.stopped = stopped;
    }

    /**
     * Publishes a frame as one of its run, or tells what its signal tells, unless that was told.
     *
     * @throws IOException if Kafka takes no frames for too long
     */
    void publish(Frame frame) throws IOException, InterruptedException {
        String key = Keys.run(frame.getLectureId(), frame.getSourceId(), frame.getRun());
        FramePublisher source = sources.computeIfAbsent(key, any -> source(frame));
        SourceSignal signal = frame.getSignal();
        if (signal == null) {
            SlowKafka kafka = new SlowKafka(stopped);
            while (!source.tryPublish(frame, LOOK)) {
                kafka.look();
            }
            published.incrementAndGet();
            return;
        }
        switch (signal) {
            case BEGIN, RESUME -> source.run().resume(frame.getCapturedAt());
            case PAUSE -> source.run().pause(frame.getCapturedAt());
            case END -> source.run().end(frame.getCapturedAt());
            case PROBE -> throw new IllegalArgumentException("A source does not probe");
        }
    }

    /** Ends a run of a source, if it has begun and not ended. */
    void end(String lecture, String source, String run, Instant at) {
        FramePublisher publisher = sources.get(Keys.run(lecture, source, run));
        if (publisher != null) {
            publisher.run().end(at);
        }
    }

    private FramePublisher source(Frame frame) {
        SourceIdentity source =
                new SourceIdentity(frame.getLectureId(), frame.getSourceId(), Optional.ofNullable(frame.getUserId()));
        SourceRun run = runs.add(source.lectureId(), source.sourceId(), frame.getUserId(), frame.getRun(), "");
        return new FramePublisher(
                producer, source, run, inFlight, listener, cause -> failed.accept(source.key(), cause));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback gets the same result
    void publish(LectureEvent event) {
        byte[] value = Topics.LECTURE_EVENTS.values().serializer().serialize(Topics.LECTURE_EVENTS.name(), event);
        byte[] key = event.getLectureId().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(Topics.LECTURE_EVENTS.name(), key, value), (metadata, exception) -> {
            if (exception != null) {
                failed.accept(event.getLectureId(), exception);
            }
        });
    }

    /** Returns the publishers of all runs of sources that have sent. */
    public Collection<FramePublisher> sources() {
        return sources.values();
    }

    /** Returns the number of frames sent so far; may be called by any thread. */
    long published() {
        return published.get();
    }

    /**
     * Waits until Kafka has stored or refused everything.
     *
     * @throws IOException if that takes too long
     */
    void flush() throws IOException, InterruptedException {
        // By itself it waits for as long as the producer tries: minutes, where Kafka is gone.
        CompletableFuture<Void> flushed = CompletableFuture.runAsync(producer::flush);
        SlowKafka kafka = new SlowKafka(stopped);
        while (!isDone(flushed)) {
            kafka.look();
        }
    }

    private static boolean isDone(CompletableFuture<Void> flushed) throws IOException, InterruptedException {
        try {
            flushed.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("Kafka did not accept all frames: " + e.getCause(), e);
        }
    }

    /** Closes the producer. */
    void close(Duration timeout) {
        runs.close();
        producer.close(timeout);
    }
}
