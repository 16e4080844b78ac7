package io.moodstream.kit.topics;

import io.moodstream.kit.UsesKafka;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the runs of a publisher's sources, and writes the status of each: every second while it changes, every ten
 * seconds in any case until it has ended. Thread-safe.
 */
@UsesKafka
public final class SourceRuns implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int DUE = 10;

    /** How long the last ones may take: without Kafka a producer waits for minutes with each. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Producer<byte[], byte[]> producer;
    private final Set<SourceRun> runs = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread writer = new Thread(this::write, "source-status");

    private SourceRuns(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Starts without runs.
     *
     * @param producer the one that publishes the frames, so that signals are in order with them; stays open
     */
    public static SourceRuns start(Producer<byte[], byte[]> producer) {
        SourceRuns runs = new SourceRuns(producer);
        runs.writer.setDaemon(true);
        runs.writer.start();
        return runs;
    }

    /** Returns a new identity of a run: 64 random bits, hexadecimal. */
    public static String newId() {
        byte[] bytes = new byte[Long.BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Adds a run with a new identity. */
    public SourceRun add(String lectureId, String sourceId, @Nullable String userId) {
        return add(lectureId, sourceId, userId, newId(), "");
    }

    /**
     * Adds a run.
     *
     * @param id its identity
     * @param place fingerprint of the file it is read from; empty if it is none
     */
    public SourceRun add(String lectureId, String sourceId, @Nullable String userId, String id, String place) {
        SourceRun run = new SourceRun(producer, lectureId, sourceId, userId, id, place);
        runs.add(run);
        return run;
    }

    private void write() {
        try {
            for (int second = 0; !closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS); second++) {
                writeAll(second % DUE == 0);
            }
            writeAll(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeAll(boolean due) {
        Instant now = Instant.now();
        runs.forEach(run -> run.writeStatus(now, due));
        runs.removeIf(SourceRun::isDone);
    }

    /**
     * Writes every status that has changed, and stops. The producer sends them when it is flushed or closed. If Kafka
     * takes none for three seconds, the last counts are given up.
     */
    @Override
    public void close() {
        closed.countDown();
        try {
            writer.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.interrupt();
    }
}
