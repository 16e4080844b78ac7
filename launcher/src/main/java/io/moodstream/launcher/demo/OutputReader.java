package io.moodstream.launcher.demo;

import io.moodstream.kit.topics.TopicReader;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the pipeline's outputs and shows the demo's progress. */
final class OutputReader {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long PROGRESS_EVERY_NANOS = 1_000_000_000L;

    private final TopicReader topics;
    private final DemoOutputConsumer consumer;
    private final DemoFrames frames;
    private final DemoTerminal terminal;
    private long shown;

    OutputReader(TopicReader topics, DemoOutputConsumer consumer, DemoFrames frames, DemoTerminal terminal) {
        this.topics = topics;
        this.consumer = consumer;
        this.frames = frames;
        this.terminal = terminal;
    }

    /** Reads the next records, and waits a moment if there are none. */
    void poll() throws IOException {
        for (ConsumerRecord<byte[], byte[]> record : topics.poll(POLL)) {
            if (consumer.take(record)) {
                frames.answered();
            }
        }
        if (System.nanoTime() - shown > PROGRESS_EVERY_NANOS) {
            shown = System.nanoTime();
            consumer.flush();
            terminal.showProgress(frames);
        }
    }
}
