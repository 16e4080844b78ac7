package io.moodstream.ingest.publish;

import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.topics.FrameKey;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts notifications for metrics and statistics, and passes them on to a listener. */
public final class PublishTally implements PublishListener {
    private static final Logger LOG = LoggerFactory.getLogger(PublishTally.class);
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final StageMetrics metrics;
    private final PublishListener next;
    private final Map<String, Counts> sources = new ConcurrentHashMap<>();
    private final AtomicLong reportedAt = new AtomicLong(System.nanoTime() - REPORT_NANOS);

    private static final class Counts {
        final AtomicLong published = new AtomicLong();
        final AtomicLong acknowledged = new AtomicLong();
        final AtomicLong deadLettered = new AtomicLong();
        final AtomicLong broken = new AtomicLong();
        final AtomicLong lost = new AtomicLong();
        final AtomicLong scaled = new AtomicLong();
        final AtomicLong reconnects = new AtomicLong();
        final Map<String, Long> dropped = new ConcurrentSkipListMap<>();
        volatile boolean ended;

        public SourceStatistics snapshot() {
            return new SourceStatistics(
                    published.get(),
                    acknowledged.get(),
                    deadLettered.get(),
                    broken.get(),
                    lost.get(),
                    scaled.get(),
                    reconnects.get(),
                    Collections.unmodifiableMap(new TreeMap<>(dropped)),
                    ended);
        }
    }

    public PublishTally(StageMetrics metrics, PublishListener next) {
        this.metrics = metrics;
        this.next = next;
    }

    /** What became of each source, by key. */
    public Map<String, SourceStatistics> snapshot() {
        Map<String, SourceStatistics> all = new TreeMap<>();
        sources.forEach((source, counts) -> all.put(source, counts.snapshot()));
        return all;
    }

    private Counts of(String source) {
        return sources.computeIfAbsent(source, key -> new Counts());
    }

    private void count(String what, String source) {
        metrics.counter("frames." + what, "source", source).increment();
    }

    @Override
    public void publishing(FrameKey frame, long publishedAtMillis) {
        of(frame.source()).published.incrementAndGet();
        count("published", frame.source());
        next.publishing(frame, publishedAtMillis);
    }

    @Override
    public void acknowledged(FrameKey frame, int partition, long offset) {
        of(frame.source()).acknowledged.incrementAndGet();
        count("acknowledged", frame.source());
        next.acknowledged(frame, partition, offset);
    }

    @Override
    public void deadLettered(FrameKey frame, String reason) {
        of(frame.source()).deadLettered.incrementAndGet();
        metrics.counter("frames.dead.lettered", "reason", reason).increment();
        next.deadLettered(frame, reason);
    }

    @Override
    public void broken(FrameKey frame) {
        of(frame.source()).broken.incrementAndGet();
        next.broken(frame);
    }

    @Override
    public void lost(FrameKey frame, String reason) {
        of(frame.source()).lost.incrementAndGet();
        count("lost", frame.source());
        next.lost(frame, reason);
    }

    @Override
    public void scaled(FrameKey frame) {
        of(frame.source()).scaled.incrementAndGet();
        count("scaled", frame.source());
        next.scaled(frame);
    }

    @Override
    public boolean isBehind() {
        return next.isBehind();
    }

    @Override
    public void dropped(String source, String reason) {
        long dropped = of(source).dropped.merge(reason, 1L, Long::sum);
        metrics.counter("frames.dropped", "reason", reason).increment();
        if (!reason.equals(FramePublisher.BEHIND)) { // of which the listener knows, as it is behind
            reportDropped(source, reason, dropped);
        }
        next.dropped(source, reason);
    }

    /** At most one line in ten seconds. */
    private void reportDropped(String source, String reason, long dropped) {
        long now = System.nanoTime();
        long last = reportedAt.get();
        if (now - last >= REPORT_NANOS && reportedAt.compareAndSet(last, now)) {
            LOG.warn("{}: {} frames dropped so far ({})", source, dropped, reason);
        }
    }

    @Override
    public void reconnected(String source) {
        of(source).reconnects.incrementAndGet();
        count("reconnects", source);
        LOG.info("{}: sending again", source);
        next.reconnected(source);
    }

    @Override
    public void ended(String source, long frames) {
        of(source).ended = true;
        next.ended(source, frames);
    }

    @Override
    public void sourceFailed(String source, String reason) {
        LOG.error("{} is not played any further: {}", source, reason);
        of(source);
        next.sourceFailed(source, reason);
    }

    @Override
    public void failed(String source, String reason) {
        next.failed(source, reason);
    }
}
