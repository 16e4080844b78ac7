package io.moodstream.launcher.torture;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.TopicReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Reads what comes out of a pipeline, on a thread of its own, until it is closed. */
final class OutcomeReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final TopicReader reader;
    private final Outcomes outcomes;
    private final Thread thread = new Thread(this::read, "outcomes");
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    private OutcomeReader(TopicReader reader, Outcomes outcomes) {
        this.reader = reader;
        this.outcomes = outcomes;
    }

    static OutcomeReader start(Settings settings, Outcomes outcomes) {
        OutcomeReader started = new OutcomeReader(
                TopicReader.open(settings.bind(StageConfig.class), settings, Outcomes.TOPICS, true), outcomes);
        started.thread.start();
        return started;
    }

    private void read() {
        try {
            while (!closed) {
                reader.poll(POLL).forEach(outcomes::add);
            }
        } catch (KafkaException e) {
            failure = e;
        }
    }

    /**
     * Waits until each of the lectures has a result.
     *
     * @throws IOException if that takes more than three minutes
     */
    void awaitResults(List<String> lectures) throws IOException, InterruptedException {
        await("result", lecture -> outcomes.hasResults(lecture), lectures);
    }

    /**
     * Waits until each of the lectures has a report that was written since a time.
     *
     * @param nanos the time, of {@link System#nanoTime}
     * @throws IOException if that takes more than three minutes
     */
    void awaitReports(List<String> lectures, long nanos) throws IOException, InterruptedException {
        await("report", lecture -> outcomes.hasReportSince(lecture, nanos), lectures);
    }

    /**
     * Reads what Kafka has now, on the calling thread, and no more after it.
     *
     * @throws IOException if the results could not be read until now
     * @throws KafkaException if nothing comes for three minutes
     */
    void readToEnd() throws IOException, InterruptedException {
        closed = true;
        thread.join();
        requireHealthy();
        reader.readWhile(
                record -> {
                    outcomes.add(record);
                    return true;
                },
                PATIENCE);
    }

    private void await(String what, Predicate<String> condition, List<String> lectures)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!lectures.stream().allMatch(condition)) {
            requireHealthy();
            if (System.nanoTime() > until) {
                throw new IOException("Not all of the lectures " + String.join(", ", lectures) + " have a " + what
                        + " after " + PATIENCE.toMinutes() + " minutes");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void requireHealthy() throws IOException {
        RuntimeException why = failure;
        if (why != null) {
            throw new IOException("The results can no longer be read from Kafka: " + why.getMessage(), why);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
            reader.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the thread still reads, and ends with this process
        }
    }
}
