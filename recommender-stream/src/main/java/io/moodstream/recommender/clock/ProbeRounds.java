package io.moodstream.recommender.clock;

import io.moodstream.schemas.FaceEmotions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends probes for all lectures of a task. Probes that are back tell each of them the same: everything that was published
 * before they were sent has come. So lectures share them, and however many there are, probes are sent once a second at
 * most, or when those before are back. They bear the id of one of the lectures, which brings them back to the task.
 */
public final class ProbeRounds {
    /** From one round to the next while probes are on their way, wall clock, milliseconds. */
    private static final long PAUSE = 1_000;

    /** How long probes may be on their way before they are sent once more, wall clock: they may have been lost. */
    private static final long AGAIN = 30_000;

    private final Probes probes;

    /** Lectures that would learn something by probes which have not been sent yet. */
    private final Set<LectureSources> waiting = new LinkedHashSet<>();

    /** Rounds on their way, the oldest first. */
    private final Deque<Round> rounds = new ArrayDeque<>();

    private long number;

    /** When Kafka last took no probe, wall clock. */
    private long failedAt = Long.MIN_VALUE / 2;

    /** Probes on their way, and who waits for them. */
    private static final class Round {
        private final long number;
        private final List<LectureSources> lectures;
        private final Set<String> outstanding;
        private long sentAt;

        Round(long number, List<LectureSources> lectures, Set<String> outstanding, long sentAt) {
            this.number = number;
            this.lectures = lectures;
            this.outstanding = new HashSet<>(outstanding);
            this.sentAt = sentAt;
        }
    }

    /**
     * Creates rounds whose numbers begin with the time, so that probes of the time before a takeover are none of theirs.
     *
     * @param now wall clock
     */
    public ProbeRounds(Probes probes, long now) {
        this.probes = probes;
        this.number = now;
    }

    /**
     * Notes a lecture if it would learn something by probes. Called once a second and after every record, before
     * {@link #send}.
     *
     * @param corrects whether it also asks for windows that are open again; if that was with every record, each late frame
     *     would publish its window once more
     */
    public void ask(LectureSources lecture, boolean corrects, long now) {
        if (!waiting.contains(lecture) && lecture.asks(corrects, now)) {
            waiting.add(lecture);
        }
    }

    /** Sends probes for the lectures that wait, or those once more that may have been lost, if it is time for that. */
    public void send(long now) {
        Round last = rounds.peekLast();
        if ((last != null && isRecent(last.sentAt, now, PAUSE)) || isRecent(failedAt, now, PAUSE)) {
            return;
        }
        if (!waiting.isEmpty()) {
            sendNext(now);
        } else if (last != null && !isRecent(last.sentAt, now, AGAIN)) {
            last.sentAt = now;
            probes.send(last.lectures.get(0).id(), last.number);
        }
    }

    private void sendNext(long now) {
        List<LectureSources> lectures = List.copyOf(waiting);
        long next = ++number; // also if it fails: some of the probes may have been sent
        Set<String> sent = probes.send(lectures.get(0).id(), next);
        if (!sent.isEmpty()) {
            lectures.forEach(lecture -> lecture.asked(next, now));
            rounds.add(new Round(next, lectures, sent, now));
            waiting.clear();
        } else {
            failedAt = now;
        }
    }

    /** Also tells a clock that was set back from a time that has just been. */
    private static boolean isRecent(long time, long now, long span) {
        return Math.abs(now - time) < span;
    }

    /**
     * Takes a probe that has come back.
     *
     * @return the lectures that have waited for it, if it was the last one of its round; probes of earlier rounds that are
     *     still missing must have been lost
     */
    public List<LectureSources> back(FaceEmotions probe) {
        Round done = round(probe.getSequence());
        if (done == null) {
            return List.of();
        }
        done.outstanding.remove(probe.getSourceId());
        if (!done.outstanding.isEmpty()) {
            return List.of();
        }
        List<LectureSources> answered = new ArrayList<>();
        while (!rounds.isEmpty() && rounds.element().number <= done.number) {
            answered.addAll(rounds.remove().lectures);
        }
        return answered;
    }

    private @Nullable Round round(long wanted) {
        return rounds.stream()
                .filter(round -> round.number == wanted)
                .findFirst()
                .orElse(null);
    }
}
