package io.moodstream.dashboard.live;

import io.moodstream.dashboard.http.Caller;
import io.moodstream.dashboard.http.Problem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Live pages that are open: so many in all, of one student, and of the students of one address. */
public final class ConnectionLimits {
    private static final int MOST_OF_A_STUDENT = 20;

    private final int most;
    private final int mostOfAnAddress;
    private final Map<Object, Caller> taken = new ConcurrentHashMap<>();

    /**
     * All are free.
     *
     * @param most in all
     * @param mostOfAnAddress of the students of one address
     */
    public ConnectionLimits(int most, int mostOfAnAddress) {
        this.most = most;
        this.mostOfAnAddress = mostOfAnAddress;
    }

    /**
     * Takes a place.
     *
     * @return gives it back
     * @throws Problem 429 if this student, or those of its address, have too many, 503 if there is none
     */
    Runnable take(Caller caller) {
        Object place = new Object();
        taken.put(place, caller);
        if (taken.size() > most) {
            taken.remove(place);
            throw Problem.of(503, "There are " + most + " live pages open already; try again later")
                    .with("retryAfter", 10);
        }
        if (!caller.isTeacher() && hasTooMany(caller)) {
            taken.remove(place);
            throw Problem.of(429, "Too many live pages are open from you").with("retryAfter", 10);
        }
        return () -> taken.remove(place);
    }

    private boolean hasTooMany(Caller student) {
        return count(other -> other.client().equals(student.client())) > MOST_OF_A_STUDENT
                || count(other -> !other.isTeacher() && other.address().equals(student.address())) > mostOfAnAddress;
    }

    private long count(Predicate<Caller> which) {
        return taken.values().stream().filter(which).count();
    }
}
