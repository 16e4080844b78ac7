package io.moodstream.dashboard.live;

import io.moodstream.dashboard.http.Caller;
import io.moodstream.dashboard.http.Problem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Limits the open live pages: in total, per student, and per address of students. */
public final class ConnectionLimits {
    private static final int MOST_OF_A_STUDENT = 20;

    private final int most;
    private final int mostOfAnAddress;
    private final Map<Object, Caller> open = new ConcurrentHashMap<>();

    /**
     * Starts without open pages.
     *
     * @param most maximum pages in total
     * @param mostOfAnAddress maximum pages of the students of one address
     */
    public ConnectionLimits(int most, int mostOfAnAddress) {
        this.most = most;
        this.mostOfAnAddress = mostOfAnAddress;
    }

    /**
     * Counts a page that a caller opens.
     *
     * @return to be run when the page is closed
     * @throws Problem 429 if this student, or the students of the same address, have too many open, 503 if all have
     */
    Runnable take(Caller caller) {
        Object connection = new Object();
        open.put(connection, caller);
        if (open.size() > most) {
            open.remove(connection);
            throw Problem.of(503, most + " live pages are already open; try again later")
                    .with("retryAfter", 10);
        }
        if (!caller.isTeacher() && hasTooMany(caller)) {
            open.remove(connection);
            throw Problem.of(429, "You have too many live pages open; close some of them")
                    .with("retryAfter", 10);
        }
        return () -> open.remove(connection);
    }

    private boolean hasTooMany(Caller student) {
        return count(other -> other.client().equals(student.client())) > MOST_OF_A_STUDENT
                || count(other -> !other.isTeacher() && other.address().equals(student.address())) > mostOfAnAddress;
    }

    private long count(Predicate<Caller> which) {
        return open.values().stream().filter(which).count();
    }
}
