package io.moodstream.dashboard.consents;

import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Seat;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.schemas.Consent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The latest consent of each user, as the topic has it. What is given or withdrawn here holds as soon as it is stored. */
public final class Consents implements TopicListener {
    /** Each of them holds a thread of the server, of which most are for others. */
    private static final int MOST_WAITING = 16;

    private final ConsentWriter writer;
    private final InstantSource clock;
    private final Map<String, Consent> latest = new ConcurrentHashMap<>();

    /** How many threads wait for a consent; guarded by this object. */
    private int waiting;

    /** Starts without consents; {@link #consent} receives those of the topic. */
    public Consents(ConsentWriter writer, InstantSource clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /** Receives a consent of the topic; one that is older than what is known changes nothing. */
    @Override
    public void consent(Consent consent) {
        latest.merge(
                consent.getUserId(),
                consent,
                (known, other) -> changedAt(other).isBefore(changedAt(known)) ? known : other);
        synchronized (this) {
            notifyAll();
        }
    }

    /**
     * Waits until a consent that a user has given, perhaps at another dashboard, is known here. Otherwise an earlier
     * withdrawal, which this dashboard reads first, would close the user's camera.
     *
     * @param givenAt when the user has given it, as {@code PUT /api/users/{id}/consent} says
     * @throws Problem 503 if it is not known in time, or 16 others wait already
     */
    public synchronized void awaitGiven(String user, Instant givenAt, Duration atMost) {
        if (isKnown(user, givenAt)) {
            return;
        }
        if (waiting == MOST_WAITING) {
            throw Problem.of(503, "This server has not read yet whether the users of many cameras agreed")
                    .with("retryAfter", 1);
        }
        waiting++;
        try {
            awaitKnown(user, givenAt, atMost);
        } finally {
            waiting--;
        }
    }

    private boolean isKnown(String user, Instant givenAt) {
        return of(user).filter(known -> !changedAt(known).isBefore(givenAt)).isPresent();
    }

    private synchronized void awaitKnown(String user, Instant givenAt, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!isKnown(user, givenAt)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw Problem.of(503, "This server has not read yet that the user " + user + " agreed at " + givenAt)
                        .with("retryAfter", 1);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Problem.of(503, "The server is stopping");
            }
        }
    }

    private static Instant changedAt(Consent consent) {
        return Objects.requireNonNullElse(consent.getWithdrawnAt(), consent.getGivenAt());
    }

    /**
     * Returns a time for what follows a consent: now, or 1 ms after it if this machine's clock is behind the one that the
     * consent was written with. Otherwise what was withdrawn would look older than what was given, and have no effect.
     */
    private static Instant after(Consent known, Instant now) {
        Instant next = changedAt(known).plusMillis(1);
        return now.isBefore(next) ? next : now;
    }

    /**
     * Returns a given consent as one that is withdrawn.
     *
     * @param now the time by this machine's clock, which may be behind that of the consent
     */
    public static Consent withdrawn(Consent given, Instant now) {
        return Consent.newBuilder(given).setWithdrawnAt(after(given, now)).build();
    }

    /** Returns the latest consent of a user, given or withdrawn. */
    public Optional<Consent> of(String user) {
        return Optional.ofNullable(latest.get(user));
    }

    /** Returns whether a user has withdrawn and has not agreed again. */
    public boolean isWithdrawn(String user) {
        return of(user).filter(consent -> consent.getWithdrawnAt() != null).isPresent();
    }

    /**
     * Checks that pictures of a user may be accepted.
     *
     * @param user the user that a source belongs to; null if it belongs to nobody
     * @throws Problem 403 if the user has withdrawn
     */
    public void requireNotWithdrawn(@Nullable String user) {
        if (user != null && isWithdrawn(user)) {
            throw Problem.of(
                            403,
                            "The user " + user
                                    + " has withdrawn the consent: pictures of this user are refused until the"
                                    + " user agrees again")
                    .kind("withdrawn");
        }
    }

    /**
     * Stores that the user of a seat agrees.
     *
     * @param words version and language of the words that the user has read
     * @param how how the user has agreed
     * @throws Problem 503 if it cannot be stored
     */
    Consent give(Seat seat, String words, String how) {
        Instant at = of(seat.user()).map(known -> after(known, now())).orElseGet(this::now);
        return store(new Consent(seat.user(), seat.lecture(), at, words, how, null));
    }

    /**
     * Stores that a user withdraws; does nothing if the user has done so already, or has never agreed.
     *
     * @return the latest consent of the user
     * @throws Problem 503 if it cannot be stored
     */
    public Optional<Consent> withdraw(String user) {
        return of(user).map(given -> given.getWithdrawnAt() != null ? given : store(withdrawn(given, now())));
    }

    private Consent store(Consent consent) {
        writer.publish(consent);
        consent(consent);
        return consent;
    }

    /** Returns the time as records have it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
