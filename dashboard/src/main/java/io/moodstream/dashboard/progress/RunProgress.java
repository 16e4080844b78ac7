package io.moodstream.dashboard.progress;

import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds how far one run of a source is: what it has published, and what has a result. Results come in the order of the
 * frames' numbers, so the largest number with a result tells them all. Times are UTC milliseconds.
 */
final class RunProgress {
    /** A publisher writes a status every ten seconds at least. */
    private static final long GONE_MILLIS = 25_000;

    /** As long as Kafka keeps frames by default: what has no result then never gets one. */
    static final long FORGET_MILLIS = 600_000;

    private static final int MOST_POINTS = 600;

    /** A status that is not yet answered: when it came, and the number after the frames that it counts. */
    private record Point(long at, long next) {}

    private final Deque<Point> unanswered = new ArrayDeque<>();
    private @Nullable SourceSignal signal;
    private long apart;
    private long published;
    private long next;
    private long answered = -1;
    private boolean assumed;
    private long changedAt;
    private long heardAt;

    /**
     * Takes a status.
     *
     * @param past whether it was written before anybody listened to results: its frames are assumed to have one until a
     *     result tells more
     * @return how many frames were published since the last one
     */
    long status(SourceStatus status, long at, boolean past) {
        long more = Math.max(0, status.getPublished() - published);
        published = Math.max(published, status.getPublished());
        signal = status.getSignal();
        heardAt = at;
        changedAt = more > 0 ? at : changedAt;
        if (status.getNextSequence() > next) {
            next = status.getNextSequence();
            assumed |= past;
            answered = past ? Math.max(answered, next - 1) : answered;
            add(at);
        }
        return more;
    }

    private void add(long at) {
        if (next <= answered + 1) {
            return;
        }
        Point last = unanswered.peekLast();
        if (last != null && at - last.at < apart) {
            unanswered.removeLast();
            unanswered.add(new Point(last.at, next));
            return;
        }
        unanswered.add(new Point(at, next));
        if (unanswered.size() > MOST_POINTS) {
            merge();
        }
    }

    /** Merges every two points, so that a long stall takes little memory; ages get coarser, and never too small. */
    private void merge() {
        List<Point> points = List.copyOf(unanswered);
        unanswered.clear();
        for (int i = 0; i < points.size(); i += 2) {
            Point end = points.get(Math.min(i + 1, points.size() - 1));
            unanswered.add(new Point(points.get(i).at, end.next));
        }
        apart = (unanswered.getLast().at - unanswered.getFirst().at) / unanswered.size();
    }

    /**
     * Takes a result.
     *
     * @param publishedAt when the frame was published, or now if that is not known
     */
    void answered(long sequence, long publishedAt, long now) {
        boolean wasTooMuch = assumed && sequence < answered;
        answered = wasTooMuch ? sequence : Math.max(answered, sequence);
        assumed = false;
        heardAt = Math.max(heardAt, now);
        if (wasTooMuch) {
            unanswered.clear();
            add(publishedAt);
        }
        while (!unanswered.isEmpty() && unanswered.getFirst().next <= answered + 1) {
            unanswered.removeFirst();
        }
        apart = unanswered.isEmpty() ? 0 : apart;
    }

    /** Takes a result of a frame whose number is not known: of the one that is due. */
    void answeredNext(long now) {
        if (next > answered + 1) {
            answered(answered + 1, now, now);
        }
    }

    /** Returns when the oldest frame without a result was published, at most a second later; now if all have one. */
    long oldest(long now) {
        return unanswered.isEmpty() ? now : unanswered.getFirst().at;
    }

    boolean isWaiting() {
        return !unanswered.isEmpty();
    }

    /** Returns whether its publisher tells anything about it. */
    boolean isTold() {
        return signal != null;
    }

    /** Returns whether it sends pictures, as far as its publisher says and lives. */
    boolean isOn(long now) {
        return (signal == SourceSignal.BEGIN || signal == SourceSignal.RESUME) && !isGone(now);
    }

    boolean isPaused(long now) {
        return signal == SourceSignal.PAUSE && !isGone(now);
    }

    private boolean isGone(long now) {
        return now - heardAt > GONE_MILLIS;
    }

    boolean isForgotten(long now) {
        return now - heardAt > (isWaiting() ? FORGET_MILLIS : 2 * GONE_MILLIS);
    }

    /** Returns when it last published something; 0 if that was never seen. */
    long changedAt() {
        return changedAt;
    }
}
