package io.moodstream.launcher.benchmark.growth;

import io.moodstream.kit.Latencies;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the emotions of all lectures on a thread of its own, and counts the frames that are answered. */
final class AnswerTally implements AutoCloseable {
    /**
     * The answers since the last time they were asked for.
     *
     * @param frames how many
     * @param latencies from each frame's publication to its readable emotions
     */
    record Answers(long frames, Latencies latencies) {}

    private final TopicReader reader;
    private final CompletableFuture<Void> reading;
    private Latencies latencies = new Latencies();
    private long frames;
    private volatile boolean closing;

    private AnswerTally(TopicReader reader) {
        this.reader = reader;
        this.reading = CompletableFuture.runAsync(this::read, task -> new Thread(task, "answers").start());
    }

    /** Counts from now on. */
    static AnswerTally open(Settings settings) {
        return new AnswerTally(
                TopicReader.open(settings.bind(StageConfig.class), settings, List.of(Topics.EMOTIONS), false));
    }

    private void read() {
        try (reader) {
            while (!closing) {
                reader.poll(Duration.ofMillis(100)).forEach(this::take);
            }
        }
    }

    private synchronized void take(ConsumerRecord<byte[], byte[]> record) {
        if (TopicReader.value(Topics.EMOTIONS, record).getSignal() == null) {
            frames++;
            StageMetrics.publishedAt(record.headers()).ifPresent(at -> latencies.add(System.currentTimeMillis() - at));
        }
    }

    /** Returns the answers since the last call; throws what has ended the reading, if anything has. */
    synchronized Answers take() {
        if (reading.isCompletedExceptionally()) {
            reading.join();
        }
        Answers since = new Answers(frames, latencies);
        frames = 0;
        latencies = new Latencies();
        return since;
    }

    @Override
    public void close() {
        closing = true;
        reading.exceptionally(failed -> null).join();
    }
}
