package io.moodstream.recordings;

import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.RecordingHeader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecordBase;

/** Writes a lecture to a file while it is read, and flushes at least once a second. Used by one thread. */
public final class Recorder {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long FLUSH_NANOS = 1_000_000_000L;

    private final RecordingWriter writer;
    private final RecordingPlan plan;
    private final TreeSet<String> sources = new TreeSet<>();
    private final TreeSet<String> models = new TreeSet<>();
    private final TreeSet<String> detectors = new TreeSet<>();
    private final List<LectureEvent> early = new ArrayList<>();
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
            data(frame.getCapturedAt(), frame.getSourceId(), frame);
        } else if (record instanceof FaceEmotions emotions) {
            if (plan.includes(emotions.getCapturedAt())) {
                headerIsOutdated |= models.add(emotions.getModel());
                headerIsOutdated |= !emotions.getDetector().isEmpty() && detectors.add(emotions.getDetector());
            }
            if (!plan.pictures()) {
                data(emotions.getCapturedAt(), emotions.getSourceId(), emotions);
            }
        } else if (record instanceof LectureEvent event && plan.includes(event.getAt())) {
            event(event);
        } else if (record instanceof LectureReport report) {
            reported = Optional.of(report.getEndedAt());
        }
    }

    private void data(Instant at, String source, SpecificRecordBase record) throws IOException {
        if (!plan.includes(at)) {
            return;
        }
        headerIsOutdated |= sources.add(source);
        last = at.isAfter(last) ? at : last;
        if (startedAt.isEmpty()) {
            startedAt = Optional.of(at);
            writeHeader();
            for (LectureEvent event : early) {
                append(event);
            }
        }
        append(record);
    }

    private void event(LectureEvent event) throws IOException {
        if (startedAt.isEmpty()) {
            early.add(event); // the header comes first and says when the lecture began
        } else {
            append(event);
        }
    }

    private void append(SpecificRecordBase record) throws IOException {
        writer.append(record);
        records++;
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

    /** Returns how many records were written so far: frames or emotions, and events. */
    public long records() {
        return records;
    }

    /** Returns how many sources were seen so far. */
    public int sources() {
        return sources.size();
    }
}
