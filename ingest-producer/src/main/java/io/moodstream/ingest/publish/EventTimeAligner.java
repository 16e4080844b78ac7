package io.moodstream.ingest.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps sources that go as fast as they can together in event time: otherwise the slower ones' frames would arrive
 * after the windows they belong to have closed.
 */
public final class EventTimeAligner {
    /** How far a source may be ahead of the slowest; well within the grace of the windows downstream. */
    private static final Duration LEAD = Duration.ofSeconds(1);

    private final Map<String, Instant> reached = new HashMap<>();
    private boolean stopped;

    /**
     * @param sources the keys of those that keep together
     * @param start where all begin
     */
    public EventTimeAligner(Collection<String> sources, Instant start) {
        sources.forEach(source -> reached.put(source, start));
    }

    /**
     * Waits until the others are near enough.
     *
     * @param then event time of the source's next picture
     * @return whether to go on
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

    /** The source has ended; nobody waits for it any more. */
    public synchronized void leave(String source) {
        reached.remove(source);
        notifyAll();
    }

    /** Lets everybody go. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    private Instant slowest() {
        return reached.values().stream().min(Instant::compareTo).orElse(Instant.MAX);
    }
}
