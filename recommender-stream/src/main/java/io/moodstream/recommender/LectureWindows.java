package io.moodstream.recommender;

import io.moodstream.recommender.clock.Windows;
import io.moodstream.schemas.Counting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds the windows of a lecture: the tallies of the open ones, and of the closed ones how many people were expected in
 * each source's picture. A closed window may be opened again. Times are event time, UTC milliseconds.
 *
 * <p>People may be seen by a source of their own and by one that they share, such as a meeting's gallery. The frames of
 * the shared one say where they count ({@link Counting}): in a window with a frame that says HERE, no source with a user
 * counts; the people of a source that says HERE or OWN are expected only in windows in which it says HERE.
 *
 * <p>A lecture begins anew where nothing was seen for {@code resume} between two windows: from there on, people who
 * were seen before are no longer expected.
 */
final class LectureWindows {
    private final String id;
    private final Windows times;
    private final long resume;
    private final NavigableMap<Long, Window> open = new TreeMap<>();
    private final NavigableSet<Long> closed = new TreeSet<>();
    private final SortedMap<String, NavigableMap<Long, Integer>> people = new TreeMap<>();
    private final Set<String> owned = new TreeSet<>();
    private final Map<String, Long> sharedFrom = new TreeMap<>();

    /** Holds the tallies of one open window by source, and when it was last published. */
    static final class Window {
        private final SortedMap<String, WindowTally> tallies = new TreeMap<>();
        private final int revision;
        private long latest;
        private long updatedAt;

        private Window(long start, int revision) {
            this.revision = revision;
            this.latest = start;
            this.updatedAt = start;
        }

        SortedMap<String, WindowTally> tallies() {
            return tallies;
        }

        /** Returns whom it counts of those who are seen by several sources. */
        Counting counting() {
            return tallies.values().stream()
                    .map(WindowTally::counting)
                    .max(Comparator.naturalOrder())
                    .orElse(Counting.ALL);
        }

        /** Returns the tallies of the sources that count. */
        SortedMap<String, WindowTally> counted() {
            Counting counting = counting();
            SortedMap<String, WindowTally> counted = new TreeMap<>(tallies);
            counted.values().removeIf(tally -> counting == Counting.HERE && tally.owned());
            return counted;
        }

        /** Returns how often it was opened again. */
        int revision() {
            return revision;
        }

        /** Returns the latest capturedAt in the window. */
        long latest() {
            return latest;
        }

        /** Adds a frame's time; returns whether the window is due to be published again. */
        boolean update(long capturedAt, long every) {
            latest = Math.max(latest, capturedAt);
            boolean due = latest - updatedAt >= every;
            if (due) {
                updatedAt = latest;
            }
            return due;
        }
    }

    /**
     * @param resume after this time without a window the lecture begins anew, milliseconds
     */
    LectureWindows(String id, Windows times, long resume) {
        this.id = id;
        this.times = times;
        this.resume = resume;
    }

    String id() {
        return id;
    }

    NavigableMap<Long, Window> open() {
        return open;
    }

    /** Returns the starts of the closed windows that are remembered. */
    NavigableSet<Long> closed() {
        return closed;
    }

    /** Returns the sources of which people are remembered. */
    SortedMap<String, NavigableMap<Long, Integer>> people() {
        return people;
    }

    /** Returns the window that starts there, if it is open. */
    @Nullable
    Window find(long start) {
        return open.get(start);
    }

    /** Opens a window. */
    Window open(long start, int revision) {
        closed.remove(start);
        Window window = new Window(start, revision);
        open.put(start, window);
        return window;
    }

    /** Returns whether the lecture begins anew with the window that starts there. */
    boolean beginsAnew(long start) {
        return !closed.isEmpty() && start - times.end(closed.last()) >= resume;
    }

    /** Forgets all closed windows and their people: the lecture begins anew. */
    void beginAnew() {
        closed.clear();
        people.clear();
        owned.clear();
        sharedFrom.clear();
    }

    /**
     * Closes a window.
     *
     * @return starts of closed windows after it in which another number of people was expected than is now
     */
    List<Long> close(long start) {
        Window window = open.remove(start);
        if (window == null) {
            throw new IllegalStateException("The window of " + start + " is not open");
        }
        List<Long> after = List.copyOf(closed.tailSet(start, false));
        List<Integer> before = after.stream().map(this::expected).toList();
        window.tallies.forEach((source, tally) -> {
            people.computeIfAbsent(source, any -> new TreeMap<>()).put(start, tally.expected());
            describe(source, tally.owned(), tally.counting() == Counting.ALL ? null : start);
        });
        closed.add(start);
        List<Long> changed = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            if (expected(after.get(i)) != before.get(i)) {
                changed.add(after.get(i));
            }
        }
        return changed;
    }

    /** Forgets a source in all windows. */
    void erase(String source) {
        open.values().forEach(window -> window.tallies.remove(source));
        people.remove(source);
        owned.remove(source);
        sharedFrom.remove(source);
    }

    /** Notes whether a source belongs to a user, and a window in which its people had sources of their own, if any. */
    void describe(String source, boolean isOwned, @Nullable Long shared) {
        if (isOwned) {
            owned.add(source);
        }
        if (shared != null) {
            sharedFrom.merge(source, shared, Math::min);
        }
    }

    /** Returns whether a source belongs to a user. */
    boolean isOwned(String source) {
        return owned.contains(source);
    }

    /** Returns the start of the first window in which a source's people had sources of their own; none if they have not. */
    @Nullable
    Long sharedFrom(String source) {
        return sharedFrom.get(source);
    }

    private int expected(long start) {
        return people.keySet().stream()
                .mapToInt(source -> expected(source, start))
                .sum();
    }

    private int expected(String source, long start) {
        return people.getOrDefault(source, new TreeMap<>()).headMap(start, true).values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    /**
     * Returns by source the number of people expected in an open window: the largest number so far. People who left are
     * still expected.
     */
    SortedMap<String, Integer> expected(long start, Window window) {
        SortedMap<String, Integer> expected = new TreeMap<>();
        if (!beginsAnew(start)) {
            people.keySet().forEach(source -> expected.put(source, expected(source, start)));
        }
        window.tallies.forEach((source, tally) -> expected.merge(source, tally.expected(), Math::max));
        Counting counting = window.counting();
        expected.keySet().removeIf(source -> !counts(source, start, window.tallies.get(source), counting));
        return expected;
    }

    private boolean counts(String source, long start, @Nullable WindowTally tally, Counting counting) {
        if (counting == Counting.HERE && (owned.contains(source) || (tally != null && tally.owned()))) {
            return false;
        }
        boolean shared = sharedFrom.getOrDefault(source, Long.MAX_VALUE) <= start;
        return tally == null ? !shared : tally.counting() != Counting.OWN;
    }

    /**
     * Forgets the closed windows that can no longer be corrected; the people seen in them are expected on.
     *
     * @param until windows that end at or before this are forgotten
     * @return their starts
     */
    List<Long> forget(long until) {
        // The last one stays, so that the time to the next window is known.
        List<Long> forgotten = closed.stream()
                .filter(start -> times.end(start) <= until && start < closed.last())
                .toList();
        forgotten.forEach(closed::remove);
        if (!closed.isEmpty()) {
            people.values().forEach(windows -> merge(windows, closed.first()));
        }
        return forgotten;
    }

    private static void merge(NavigableMap<Long, Integer> windows, long before) {
        NavigableMap<Long, Integer> old = windows.headMap(before, false);
        if (old.size() > 1) {
            long last = old.lastKey();
            int most = old.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            old.clear();
            windows.put(last, most);
        }
    }
}
