package io.moodstream.ingest.replay;

import io.moodstream.ingest.publish.Player;
import io.moodstream.ingest.publish.Timing;
import io.moodstream.recordings.RecordingReader;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recording in the order of its file. A record is due when the time between the first capture time and the
 * latest one so far, divided by the speed, has passed: what was late then is late again.
 */
public final class RecordingPlayer implements Player {
    private final ReplayPlan plan;
    private final Timing timing;
    private final ReplaySink sink;
    private final Instant begin;
    private volatile boolean stopped;
    private volatile @Nullable Instant reached;
    private Instant latest;
    private Optional<Instant> end = Optional.empty();

    /**
     * @param begin when playing begins on the wall clock
     */
    public RecordingPlayer(ReplayPlan plan, Timing timing, ReplaySink sink, Instant begin) {
        this.plan = plan;
        this.timing = timing;
        this.sink = sink;
        this.begin = begin;
        this.latest = plan.first();
    }

    /** Plays everything but the lecture's END, which the caller publishes at its time. */
    @Override
    public void play() throws IOException, InterruptedException {
        try (sink) {
            for (long round = 0; round < plan.loops() && !stopped; round++) {
                latest = plan.first();
                playOnce(round);
            }
        }
    }

    private void playOnce(long round) throws IOException, InterruptedException {
        try (RecordingReader reader = RecordingReader.open(plan.file())) {
            boolean playing = true;
            for (var next = reader.next(); next.isPresent() && playing && !stopped; next = reader.next()) {
                playing = play(next.get(), round);
            }
            stopped |= !playing;
        }
    }

    private boolean play(SpecificRecordBase record, long round) throws IOException, InterruptedException {
        if (record instanceof Frame frame && plan.holds(frame.getLectureId(), frame.getCapturedAt())) {
            return isDue(frame.getCapturedAt(), round) && publish(frame, round);
        } else if (record instanceof LectureEvent event && plan.holds(event.getLectureId(), event.getAt())) {
            if (event.getKind() == LectureEventKind.END) {
                end = Optional.of(event.getAt().plus(plan.shift(round)));
                return true;
            }
            for (String lecture : plan.lectures()) {
                sink.event(new LectureEvent(
                        lecture, event.getAt().plus(plan.shift(round)), event.getKind(), event.getText()));
            }
        }
        return true;
    }

    private boolean publish(Frame frame, long round) throws IOException, InterruptedException {
        boolean playing = true;
        for (String lecture : plan.lectures()) {
            playing = playing && sink.frame(plan.copy(frame, lecture, round));
        }
        reached = latest.plus(plan.shift(round));
        return playing;
    }

    private boolean isDue(Instant capturedAt, long round) throws InterruptedException {
        latest = capturedAt.isAfter(latest) ? capturedAt : latest;
        Duration passed =
                Duration.between(plan.first(), latest).plus(plan.length().multipliedBy(round));
        return timing.waitUntil(begin.plus(plan.speed().of(passed)));
    }

    /** Returns the recorded END of the lecture in the last round, if there is one so far. */
    Optional<Instant> end() {
        return end;
    }

    /** Returns the event time that was played last. */
    Optional<Instant> reached() {
        return Optional.ofNullable(reached);
    }

    /** Returns whether it was stopped before its end. */
    boolean isStopped() {
        return stopped;
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
