package io.moodstream.dashboard.progress;

import java.util.ArrayDeque;
import java.util.Deque;

/** Counts events of the last ten seconds. Times are UTC milliseconds. */
final class RecentRate {
    private static final long OVER_MILLIS = 10_000;

    private final Deque<Count> counts = new ArrayDeque<>();
    private long since = Long.MAX_VALUE;

    private record Count(long second, long events) {}

    void add(long events, long now) {
        since = Math.min(since, now - 1000); // what a status counts has happened in the second before
        long second = now / 1000;
        Count last = counts.peekLast();
        if (last != null && last.second == second) {
            counts.removeLast();
            counts.add(new Count(second, last.events + events));
        } else {
            counts.add(new Count(second, events));
        }
        forget(now);
    }

    /** Returns events per second, with one decimal. */
    double perSecond(long now) {
        forget(now);
        long sum = counts.stream().mapToLong(Count::events).sum();
        double seconds = Math.max(1000, Math.min(OVER_MILLIS, now - since)) / 1000.0;
        return Math.round(10 * sum / seconds) / 10.0;
    }

    private void forget(long now) {
        while (!counts.isEmpty() && counts.getFirst().second <= (now - OVER_MILLIS) / 1000) {
            counts.removeFirst();
        }
    }
}
