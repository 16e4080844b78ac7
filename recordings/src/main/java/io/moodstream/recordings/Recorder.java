package io.moodstream.recordings;

import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.RecordingHeader;
import io.moodstream.schemas.SourceSignal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Writes a lecture to a file while it is read, and flushes at least once a second. Used by one thread. */
public final class Recorder {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long FLUSH_NANOS = 1_000_000_000L;

    private final RecordingWriter writer;
    private final RecordingPlan plan;
    private final TreeSet<String> sources = new TreeSet<>();
    private final TreeSet<String> models = new TreeSet<>();
    private final TreeSet<String> detectors = new TreeSet<>();
    private final List<SpecificRecordBase> early = new ArrayList<>();
    private Optional<Instant> startedAt = Optional.empty();
    private Instant last = Instant.MIN;
    private Optional<Instant> reported = Optional.empty();
    private boolean headerIsOutdated = true;
    private long records;
    private long flushed = System.nanoTime();
    private volatile boolean stopped;

    /**
     * Creates a recorder.
     *
     * @param writer where it writes; stays open
     * @param plan what to record
     */
    public Recorder(RecordingWriter writer, RecordingPlan plan) {
        this.writer = writer;
        this.plan = plan;
    }

    /** Makes {@link #record} write what it has read and return. */
    public void stop() {
        stopped = true;
    }

    /**
     * Records until the end of the plan, until no record has come for the plan's idle time, or until it is stopped.
     *
     * @param eachPoll run several times a second
     * @return why it ended, as a sentence
     * @throws IOException if the file cannot be written
     */
    public String record(LectureReader reader, Runnable eachPoll) throws IOException {
        boolean ending = plan.isBounded();
        boolean caughtUp = false;
        reader.endHere();
        String reason = "All of the lecture that the topics hold is recorded";
        long lastArrival = System.nanoTime();
        while (!(ending && reader.isAtEnd())) {
            List<SpecificRecordBase> next = reader.poll(POLL);
            for (SpecificRecordBase record : next) {
                take(record);
            }
            lastArrival = next.isEmpty() ? lastArrival : System.nanoTime();
            flushInTime();
            eachPoll.run();
            caughtUp |= reader.isAtEnd();
            if (!ending && (stopped || (caughtUp && hasReport()))) {
                reason = stopped ? "Stopped" : "The lecture has its report";
                reader.endHere(); // what the topics held when it ended
                ending = true;
            } else if (System.nanoTime() - lastArrival > plan.idle().toNanos()) {
                reason = "No record has arrived for " + plan.idle().toSeconds() + " s";
                break;
            }
        }
        writeHeader();
        writer.flush();
        return reason;
    }

    /** Returns whether there is a report, and the lecture has not continued since. */
    private boolean hasReport() {
        return reported.isPresent() && startedAt.isPresent() && !last.isAfter(reported.get());
    }

    /** Writes one record of any topic, if it belongs into the recording. */
    void take(SpecificRecordBase record) throws IOException {
        if (record instanceof Frame frame && plan.pictures()) {
            data(frame, frame.getSourceId(), frame.getCapturedAt(), frame.getSignal());
        } else if (record instanceof FaceEmotions emotions) {
            if (emotions.getSignal() == null && plan.includes(emotions.getCapturedAt())) {
                headerIsOutdated |= models.add(emotions.getModel());
                headerIsOutdated |= !emotions.getDetector().isEmpty() && detectors.add(emotions.getDetector());
            }
            if (!plan.pictures()) {
                data(emotions, emotions.getSourceId(), emotions.getCapturedAt(), emotions.getSignal());
            }
        } else if (record instanceof LectureEvent event && includes(event)) {
            append(event, true);
        } else if (record instanceof LectureReport report) {
            reported = Optional.of(report.getEndedAt());
        }
    }

    /** Returns whether an event is recorded: a title whenever it was set, a deletion never. */
    private boolean includes(LectureEvent event) {
        return switch (event.getKind()) {
            case TITLE -> true;
            case DELETED -> false;
            default -> plan.includes(event.getAt());
        };
    }

    private void data(SpecificRecordBase record, String source, Instant at, @Nullable SourceSignal signal)
            throws IOException {
        if (!plan.includes(at) || signal == SourceSignal.PROBE) {
            return;
        }
        if (signal == null) {
            headerIsOutdated |= sources.add(source);
            last = at.isAfter(last) ? at : last;
            begin(at);
        }
        append(record, signal == null);
    }

    /** Writes the header, which says when the lecture began, before everything else. */
    private void begin(Instant at) throws IOException {
        if (startedAt.isEmpty()) {
            startedAt = Optional.of(at);
            writeHeader();
            for (SpecificRecordBase record : early) {
                writer.append(record);
            }
        }
    }

    private void append(SpecificRecordBase record, boolean counts) throws IOException {
        if (startedAt.isEmpty()) {
            early.add(record);
        } else {
            writer.append(record);
        }
        records += counts ? 1 : 0;
    }

    private void flushInTime() throws IOException {
        if (System.nanoTime() - flushed >= FLUSH_NANOS) {
            flushed = System.nanoTime();
            writeHeader();
            writer.flush();
        }
    }

    private void writeHeader() throws IOException {
        if (headerIsOutdated && startedAt.isPresent()) {
            headerIsOutdated = false;
            writer.append(new RecordingHeader(
                    plan.lecture(),
                    startedAt.get(),
                    plan.pictures(),
                    List.copyOf(sources),
                    List.copyOf(models),
                    List.copyOf(detectors),
                    plan.software(),
                    Instant.now()));
        }
    }

    /** Returns how many records were written so far: frames or emotions, and events, without signals. */
    public long records() {
        return startedAt.isEmpty() ? 0 : records;
    }

    /** Returns how many sources were seen so far. */
    public int sources() {
        return sources.size();
    }
}
