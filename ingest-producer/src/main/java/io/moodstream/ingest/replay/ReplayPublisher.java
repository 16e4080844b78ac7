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
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes recorded frames unchanged, with a publisher for each source, and events. Used by one thread. */
@UsesKafka
public final class ReplayPublisher {
    private final Producer<byte[], byte[]> producer;
    private final SourceRuns runs;
    private final int inFlight;
    private final PublishListener listener;
    private final BiConsumer<String, Throwable> failed;
    private final Map<String, FramePublisher> sources = new LinkedHashMap<>();

    /**
     * @param runs the runs of all sources of this publisher
     * @param inFlight most frames of a source sent and not yet acknowledged
     * @param failed receives the key of a lost record and the cause
     */
    public ReplayPublisher(
            Producer<byte[], byte[]> producer,
            SourceRuns runs,
            int inFlight,
            PublishListener listener,
            BiConsumer<String, Throwable> failed) {
        this.producer = producer;
        this.runs = runs;
        this.inFlight = inFlight;
        this.listener = listener;
        this.failed = failed;
    }

    void publish(Frame frame) throws InterruptedException {
        sources.computeIfAbsent(Keys.source(frame.getLectureId(), frame.getSourceId()), key -> source(frame))
                .publish(frame);
    }

    private FramePublisher source(Frame frame) {
        SourceIdentity source =
                new SourceIdentity(frame.getLectureId(), frame.getSourceId(), Optional.ofNullable(frame.getUserId()));
        SourceRun run = runs.add(source.lectureId(), source.sourceId(), frame.getUserId());
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

    /** Returns the publishers of all sources that have sent. */
    public Collection<FramePublisher> sources() {
        return sources.values();
    }

    /**
     * Waits until Kafka has stored or refused everything.
     *
     * @throws IOException if that takes longer
     */
    void flush(Duration timeout) throws IOException, InterruptedException {
        try {
            // By itself it waits for as long as the producer tries: minutes, where Kafka is gone.
            CompletableFuture.runAsync(producer::flush).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException(
                    "Kafka did not accept all frames within " + timeout.toSeconds() + " s: is it still running?", e);
        }
    }

    /** Closes the producer. */
    void close(Duration timeout) {
        runs.close();
        producer.close(timeout);
    }
}
