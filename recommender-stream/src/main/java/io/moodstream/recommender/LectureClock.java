package io.moodstream.recommender;

import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A lecture's time and its open windows.
 *
 * <p>Its clock is the smallest, over its sources that still send, of the latest capturedAt of each. So a window closes
 * only when every one of them has passed it, and the moods do not depend on how fast the sources run relative to each
 * other. A source that is silent, or so far behind that all it sends is late, does not hold up the others. Times are
 * UTC milliseconds; those called wall clock are ours, all others are the frames'.
 */
final class LectureClock {
    private final String id;
    private final long begunAt;
    private long closedUntil;
    private long heardAt;
    private long latest;
    private final SortedMap<String, Source> sources = new TreeMap<>();
    private final NavigableMap<Long, Window> windows = new TreeMap<>();

    /** A source's time and the people expected in its picture. */
    static final class Source {
        private long latest;
        private int expected;
        private long heardAt;

        long latest() {
            return latest;
        }

        int expected() {
            return expected;
        }
    }

    /** The tallies of one open window by source, and when it was last published. */
    static final class Window {
        private final SortedMap<String, WindowTally> tallies = new TreeMap<>();
        private long latest;
        private long updatedAt;

        SortedMap<String, WindowTally> tallies() {
            return tallies;
        }

        /** The latest capturedAt in it. */
        long latest() {
            return latest;
        }
    }

    /**
     * @param begunAt when its first frame arrived, wall clock
     * @param closedUntil windows that end at or before this have closed
     */
    LectureClock(String id, long begunAt, long closedUntil) {
        this.id = id;
        this.begunAt = begunAt;
        this.closedUntil = closedUntil;
        this.heardAt = begunAt;
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

    /** When a frame last arrived, wall clock. */
    long heardAt() {
        return heardAt;
    }

    /** The latest capturedAt of all. */
    long latest() {
        return latest;
    }

    SortedMap<String, Source> sources() {
        return sources;
    }

    NavigableMap<Long, Window> windows() {
        return windows;
    }

    /** Puts back a source as it was stored; its silence is counted from now on, so that a takeover closes nothing. */
    void restore(String sourceId, long latest, int expected, long now) {
        Source source = new Source();
        source.latest = latest;
        source.expected = expected;
        source.heardAt = now;
        heardAt = now;
        this.latest = Math.max(this.latest, latest);
        sources.put(sourceId, source);
    }

    /** Puts back a tally as it was stored. */
    void restore(long start, String sourceId, WindowTally tally) {
        window(start).tallies.put(sourceId, tally);
    }

    /** Notes that a frame has arrived. */
    Source hear(String sourceId, long capturedAt, long now) {
        Source source = source(sourceId);
        source.latest = Math.max(source.latest, capturedAt);
        source.heardAt = now;
        heardAt = now;
        latest = Math.max(latest, capturedAt);
        return source;
    }

    /** The open window that starts there and the source's tally in it, both made if need be. */
    WindowTally tally(long start, String sourceId, long capturedAt) {
        Window window = window(start);
        window.latest = Math.max(window.latest, capturedAt);
        return window.tallies.computeIfAbsent(sourceId, id -> WindowTally.empty());
    }

    /** A source, made if need be. */
    Source source(String sourceId) {
        return sources.computeIfAbsent(sourceId, id -> new Source());
    }

    /** The open window that starts there, made if need be. */
    Window window(long start) {
        return windows.computeIfAbsent(start, at -> {
            Window window = new Window();
            window.latest = at;
            window.updatedAt = at;
            return window;
        });
    }

    /** Whether an open window should be published again, and notes that it is. */
    boolean update(long start, long every) {
        Window window = window(start);
        boolean due = window.latest - window.updatedAt >= every;
        if (due) {
            window.updatedAt = window.latest;
        }
        return due;
    }

    /**
     * Where its clock stands.
     *
     * @param silence after so long without a frame, wall clock, a source no longer counts; a lecture that began less
     *     than this ago has no clock yet, as sources may still appear
     * @return the time up to which all that counts has come; Long.MIN_VALUE before there is one, Long.MAX_VALUE when
     *     nothing more is to be waited for
     */
    long clock(long now, long silence) {
        if (now - begunAt < silence) {
            return Long.MIN_VALUE;
        }
        return sources.values().stream()
                .filter(source -> now - source.heardAt < silence && source.latest >= closedUntil)
                .mapToLong(Source::latest)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Closes the window that starts there, the oldest one open: its people are those to expect from now on. */
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

    /** Frames of windows that end at or before this are late from now on. */
    void closeUntil(long end) {
        closedUntil = Math.max(closedUntil, end);
    }

    /** People expected in a window: each source's largest number so far. Those who left are expected still. */
    int participants(Window window) {
        int people = 0;
        for (var source : sources.entrySet()) {
            WindowTally tally = window.tallies.get(source.getKey());
            people += Math.max(source.getValue().expected, tally == null ? 0 : tally.expected());
        }
        return people;
    }
}
