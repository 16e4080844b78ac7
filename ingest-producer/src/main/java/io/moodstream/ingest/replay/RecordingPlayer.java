package io.moodstream.ingest.replay;

import io.moodstream.ingest.publish.Player;
import io.moodstream.ingest.publish.Timing;
import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.recordings.RecordingReader;
import io.moodstream.recordings.RunNumbers;
import io.moodstream.recordings.SourceSummary;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recording in the order of its file. A record is due when the time between the first capture time and the
 * latest one so far, divided by the speed, has passed: what was late then is late again. Each recorded run of a source
 * becomes a run of this replay; a frame that comes twice in it is left out, as the pipeline leaves it out. A source ends
 * with its last record, if it has not ended before.
 */
public final class RecordingPlayer implements Player {
    private final ReplayPlan plan;
    private final Timing timing;
    private final ReplayPublisher publisher;
    private final PublishGate gate;
    private final Instant begin;
    private final String id = SourceRuns.newId();
    private final Map<String, Playing> sources = new HashMap<>();
    private volatile boolean stopped;
    private volatile @Nullable Instant reached;
    private Instant latest;
    private Optional<Instant> end = Optional.empty();

    /** A source while it is played. */
    private static final class Playing {
        private final Set<String> runs = new LinkedHashSet<>();
        private RunNumbers numbers = new RunNumbers();
        private long left;
        private Instant latest = Instant.MIN;
    }

    /**
     * @param gate holds frames back; closed at the end
     * @param begin when playing begins on the wall clock
     */
    public RecordingPlayer(ReplayPlan plan, Timing timing, ReplayPublisher publisher, PublishGate gate, Instant begin) {
        this.plan = plan;
        this.timing = timing;
        this.publisher = publisher;
        this.gate = gate;
        this.begin = begin;
        this.latest = plan.first();
    }

    /** Plays everything but the lecture's END, which the caller publishes at its time. */
    @Override
    public void play() throws IOException, InterruptedException {
        try (gate) {
            for (long round = 0; round < plan.loops() && !stopped; round++) {
                latest = plan.first();
                plan.sources().forEach((source, summary) -> beginRound(playing(source), summary));
                playOnce(round);
            }
        } finally {
            sources.forEach(this::end);
        }
    }

    private Playing playing(String source) {
        return sources.computeIfAbsent(source, any -> new Playing());
    }

    private static void beginRound(Playing source, SourceSummary summary) {
        source.numbers = new RunNumbers();
        source.left = summary.records() + summary.signals();
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
        if (record instanceof Frame frame && plan.holds(frame)) {
            return isDue(frame.getCapturedAt(), round) && play(frame, round);
        } else if (record instanceof LectureEvent event && plan.holds(event)) {
            Instant at = plan.moment(event).plus(plan.shift(round));
            if (event.getKind() == LectureEventKind.END) {
                end = Optional.of(at);
                return true;
            }
            for (String lecture : plan.lectures()) {
                publisher.publish(new LectureEvent(lecture, at, event.getKind(), event.getText()));
            }
        }
        return true;
    }

    private boolean play(Frame frame, long round) throws IOException, InterruptedException {
        Playing source = playing(frame.getSourceId());
        RunNumbers.Place place = source.numbers.add(frame);
        boolean playing = place.repeated() || publish(frame, source, id + "-" + place.run(), round);
        source.left--;
        if (source.left == 0 && plan.isLast(round)) {
            end(frame.getSourceId(), source);
        }
        return playing;
    }

    private boolean publish(Frame frame, Playing source, String run, long round)
            throws IOException, InterruptedException {
        Instant at = frame.getCapturedAt().plus(plan.shift(round));
        boolean playing = true;
        for (String lecture : plan.lectures()) {
            playing = playing && gate.await(at);
            if (playing) {
                publisher.publish(plan.copy(frame, lecture, round, run));
                source.runs.add(run);
                source.latest = at.isAfter(source.latest) ? at : source.latest;
            }
        }
        reached = latest.plus(plan.shift(round));
        return playing;
    }

    /** Ends the runs of a source that have not ended, at the time at which its next frame would have come. */
    private void end(String name, Playing source) {
        for (String run : source.runs) {
            for (String lecture : plan.lectures()) {
                publisher.end(lecture, name, run, source.latest.plus(plan.spacing(name)));
            }
        }
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
