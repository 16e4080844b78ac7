package io.moodstream.launcher.demo;

import io.moodstream.ingest.publish.FramePublisher;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.kit.Latencies;
import io.moodstream.kit.ledger.FrameSums;
import io.moodstream.kit.topics.FrameKey;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts what becomes of the demo's frames, from their publication to their answers, and how long that takes. */
final class DemoFrames implements PublishListener {
    private static final int BEHIND_MILLIS = 10_000;

    /** More than a cold start takes on a quiet machine, and less than what whoever watches would call late. */
    private static final Duration LIVE = Duration.ofSeconds(2);

    /** A frame that waits for so long may be one that was deleted, which never has a result. */
    private static final Duration GIVEN_UP = Duration.ofMinutes(1);

    /** A slow start leaves out fewer. */
    private static final long MANY_LEFT_OUT = 50;

    /** Of so many published pictures, one left out is too few to be told. */
    private static final long ONE_OF = 10;

    private final FrameAccounts accounts = new FrameAccounts();
    private final Latencies latencies = new Latencies();
    private final Map<String, Long> dropped = new TreeMap<>();
    private final Consumer<String> news;
    private volatile boolean failed;
    private volatile boolean incomplete;
    private volatile long failedAt;
    private volatile long firstPublished;
    private long lastAnswered;

    /**
     * @param news takes lines for the terminal
     */
    DemoFrames(Consumer<String> news) {
        this.news = news;
    }

    FrameAccounts accounts() {
        return accounts;
    }

    Latencies latencies() {
        return latencies;
    }

    /** An answer to one of the frames has come. Called by one thread. */
    void answered() {
        lastAnswered = System.nanoTime();
    }

    /** Whether a source could not be read to its end; the others go on. */
    boolean areIncomplete() {
        return incomplete;
    }

    /** Whether ingest has failed. */
    boolean haveFailed() {
        return failed;
    }

    /** Whether ingest failed longer ago than this. */
    boolean failedBefore(Duration patience) {
        return failed && System.nanoTime() - failedAt > patience.toNanos();
    }

    /** Whether half of the results so far came later than ten seconds after their pictures. */
    boolean areBehind() {
        return latencies.percentile(0.5) > BEHIND_MILLIS;
    }

    /** Whether so many pictures were left out for being late that it is not for a slow start. */
    boolean areLeftOut() {
        long leftOut;
        synchronized (dropped) {
            leftOut = dropped.getOrDefault(FramePublisher.BEHIND, 0L);
        }
        return leftOut >= MANY_LEFT_OUT
                && leftOut * ONE_OF >= accounts.account().published();
    }

    @Override
    public boolean isBehind() {
        Duration wait = accounts.longestWait();
        return wait.compareTo(LIVE) > 0 && wait.compareTo(GIVEN_UP) < 0;
    }

    double framesPerSecond() {
        double seconds = seconds();
        return seconds <= 0 ? 0 : accounts.account().answered() / seconds;
    }

    private double seconds() {
        return firstPublished == 0 || lastAnswered == 0 ? 0 : (lastAnswered - firstPublished) / 1e9;
    }

    /** Pictures that never reached Kafka. */
    long dropped() {
        synchronized (dropped) {
            return FrameAccounts.Account.sum(dropped);
        }
    }

    DemoSummary summary() {
        FrameAccounts.Account account = accounts.account();
        Map<String, FrameSums> sources = accounts.sources();
        return new DemoSummary(
                account.published(),
                account.withFaces(),
                account.withoutFaces(),
                account.deadLettered(),
                account.faces(),
                account.unreadableFaces(),
                new TreeMap<>(dropped),
                account.otherDeadLetters(),
                account.unexpected(),
                sources,
                sources.values().stream().reduce(FrameSums.NONE, FrameSums::plus),
                accounts.late(),
                round(seconds()),
                round(framesPerSecond()),
                new DemoSummary.LatencyMs(latencies.percentile(0.5), latencies.percentile(0.99)));
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    @Override
    public void publishing(FrameKey frame, long publishedAtMillis) {
        if (firstPublished == 0) {
            firstPublished = System.nanoTime();
        }
        accounts.published(frame);
    }

    @Override
    public void acknowledged(FrameKey frame, int partition, long offset) {
        accounts.acknowledged(frame, partition, offset);
    }

    @Override
    public void deadLettered(FrameKey frame, String reason) {
        accounts.refused(frame, reason);
    }

    @Override
    public void lost(FrameKey frame, String reason) {
        accounts.lost(frame);
        addDropped("lost");
    }

    @Override
    public void dropped(String source, String reason) {
        accounts.dropped(source, reason);
        addDropped(reason);
    }

    private void addDropped(String reason) {
        synchronized (dropped) {
            dropped.merge(reason, 1L, Long::sum);
        }
    }

    @Override
    public void sourceFailed(String source, String reason) {
        incomplete = true;
        news.accept("moodstream: " + source + ": " + reason);
    }

    @Override
    public void failed(String source, String reason) {
        failedAt = System.nanoTime();
        failed = true;
        news.accept("moodstream: " + source + ": " + reason);
    }
}
