package io.moodstream.ingest.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Aligns sources that play at full speed in event time. Otherwise the frames of slower sources would arrive after their
 * windows have closed.
 */
public final class EventTimeAligner {
    /** How far a source may be ahead of the slowest; well within the grace of the windows downstream. */
    private static final Duration LEAD = Duration.ofSeconds(1);

    private final Map<String, Instant> reached;
    private boolean stopped;

    /**
     * @param starts the event time at which each source to align starts, by its key
     */
    public EventTimeAligner(Map<String, Instant> starts) {
        reached = new HashMap<>(starts);
    }

    /**
     * Waits until the other sources are near enough.
     *
     * @param then event time of the source's next picture
     * @return whether to continue
     */
    public synchronized boolean awaitAlignment(String source, Instant then) throws InterruptedException {
        if (reached.replace(source, then) == null) {
            return !stopped;
        }
        notifyAll();
        while (!stopped && then.minus(LEAD).isAfter(slowest())) {
            wait();
        }
        return !stopped;
    }

    /** Removes a source that has ended: the others no longer wait for it. */
    public synchronized void leave(String source) {
        reached.remove(source);
        notifyAll();
    }

    /** Ends all waiting. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    private Instant slowest() {
        return reached.values().stream().min(Instant::compareTo).orElse(Instant.MAX);
    }
}
