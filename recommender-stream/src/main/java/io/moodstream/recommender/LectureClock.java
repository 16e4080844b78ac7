package io.moodstream.recommender;

import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps a lecture's clock and its open windows.
 *
 * <p>Each source has a latest capturedAt; the clock is the smallest of those of the sources that still send. A window
 * therefore closes only when every such source has passed it, and the moods do not depend on the relative speed of the
 * sources. A source that is silent, or so far behind that all its frames are late, does not hold up the others. Times
 * are event time unless they are called wall clock, in UTC milliseconds.
 */
final class LectureClock {
    private final String id;
    private final long begunAt;
    private long closedUntil;
    private long lastArrival;
    private long latest;
    private final SortedMap<String, Source> sources = new TreeMap<>();
    private final NavigableMap<Long, Window> windows = new TreeMap<>();

    /** Holds a source's time and the number of people expected in its picture. */
    static final class Source {
        private long latest;
        private int expected;
        private long lastArrival;

        long latest() {
            return latest;
        }

        int expected() {
            return expected;
        }
    }

    /** Holds the tallies of one open window by source, and when it was last published. */
    static final class Window {
        private final SortedMap<String, WindowTally> tallies = new TreeMap<>();
        private long latest;
        private long updatedAt;

        SortedMap<String, WindowTally> tallies() {
            return tallies;
        }

        /** Returns the latest capturedAt in the window. */
        long latest() {
            return latest;
        }
    }

    /**
     * Creates a clock.
     *
     * @param begunAt when the lecture's first frame arrived, wall clock
     * @param closedUntil windows that end at or before this have closed
     */
    LectureClock(String id, long begunAt, long closedUntil) {
        this.id = id;
        this.begunAt = begunAt;
        this.closedUntil = closedUntil;
        this.lastArrival = begunAt;
    }

    String id() {
        return id;
    }

    long begunAt() {
        return begunAt;
    }

    long closedUntil() {
        return closedUntil;
    }

    /** Returns when a frame last arrived, wall clock. */
    long lastArrival() {
        return lastArrival;
    }

    /** Returns the latest capturedAt of all sources. */
    long latest() {
        return latest;
    }

    SortedMap<String, Source> sources() {
        return sources;
    }

    NavigableMap<Long, Window> windows() {
        return windows;
    }

    /** Restores a stored source; its silence is counted from now on, so that a takeover closes nothing. */
    void restore(String sourceId, long latest, int expected, long now) {
        Source source = new Source();
        source.latest = latest;
        source.expected = expected;
        source.lastArrival = now;
        lastArrival = now;
        this.latest = Math.max(this.latest, latest);
        sources.put(sourceId, source);
    }

    /** Restores a stored tally. */
    void restore(long start, String sourceId, WindowTally tally) {
        window(start).tallies.put(sourceId, tally);
    }

    /** Registers the arrival of a frame and returns its source. */
    Source frameArrived(String sourceId, long capturedAt, long now) {
        Source source = source(sourceId);
        source.latest = Math.max(source.latest, capturedAt);
        source.lastArrival = now;
        lastArrival = now;
        latest = Math.max(latest, capturedAt);
        return source;
    }

    /** Returns the source's tally in the window that starts there; creates both if they do not exist. */
    WindowTally tally(long start, String sourceId, long capturedAt) {
        Window window = window(start);
        window.latest = Math.max(window.latest, capturedAt);
        return window.tallies.computeIfAbsent(sourceId, id -> WindowTally.empty());
    }

    /** Returns a source; creates it if it does not exist. */
    Source source(String sourceId) {
        return sources.computeIfAbsent(sourceId, id -> new Source());
    }

    /** Returns the open window that starts there; creates it if it does not exist. */
    Window window(long start) {
        return windows.computeIfAbsent(start, at -> {
            Window window = new Window();
            window.latest = at;
            window.updatedAt = at;
            return window;
        });
    }

    /** Returns whether an open window is due to be published again, and registers that it is published. */
    boolean update(long start, long every) {
        Window window = window(start);
        boolean due = window.latest - window.updatedAt >= every;
        if (due) {
            window.updatedAt = window.latest;
        }
        return due;
    }

    /**
     * Returns the time of the lecture's clock.
     *
     * @param silence after this time without a frame, wall clock milliseconds, a source no longer counts; a lecture
     *     that began less than this ago has no clock yet, because sources may still appear
     * @return the time up to which all frames that count have arrived; Long.MIN_VALUE as long as there is no clock,
     *     Long.MAX_VALUE if there is no source to wait for
     */
    long clock(long now, long silence) {
        if (now - begunAt < silence) {
            return Long.MIN_VALUE;
        }
        return sources.values().stream()
                .filter(source -> now - source.lastArrival < silence && source.latest >= closedUntil)
                .mapToLong(Source::latest)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Closes the window that starts there, the oldest open one; its people are expected from now on. */
    Window close(long start, long end) {
        Window window = window(start);
        windows.remove(start);
        window.tallies.forEach((sourceId, tally) -> {
            Source source = source(sourceId);
            source.expected = Math.max(source.expected, tally.expected());
        });
        closeUntil(end);
        return window;
    }

    /** Closes all windows that end at or before this: their frames are late from now on. */
    void closeUntil(long end) {
        closedUntil = Math.max(closedUntil, end);
    }

    /**
     * Returns the number of people expected in a window: the sum of each source's largest number so far. People who
     * left are still expected.
     */
    int participants(Window window) {
        int people = 0;
        for (var source : sources.entrySet()) {
            WindowTally tally = window.tallies.get(source.getKey());
            people += Math.max(source.getValue().expected, tally == null ? 0 : tally.expected());
        }
        return people;
    }
}
