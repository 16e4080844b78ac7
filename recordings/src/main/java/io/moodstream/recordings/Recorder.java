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

/** Writes a lecture to a file as it is read, passing it on at least once a second. Used by one thread. */
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
    private boolean headerIsOld = true;
    private long records;
    private long flushed = System.nanoTime();
    private volatile boolean stopped;

    /**
     * @param writer stays open
     */
    public Recorder(RecordingWriter writer, RecordingPlan plan) {
        this.writer = writer;
        this.plan = plan;
    }

    /** Lets {@link #record} write what it has and return. */
    public void stop() {
        stopped = true;
    }

    /**
     * Records until the plan's end has come, nothing comes for long, or it is stopped.
     *
     * @param eachPoll told several times a second
     * @return why it ended, as a sentence
     * @throws IOException if the file takes no more
     */
    public String record(LectureReader reader, Runnable eachPoll) throws IOException {
        boolean ending = plan.isHeldOnly();
        boolean caughtUp = false;
        reader.endHere();
        String reason = "All that the topics hold of it is recorded";
        long came = System.nanoTime();
        while (!(ending && reader.isAtEnd())) {
            List<SpecificRecordBase> next = reader.poll(POLL);
            for (SpecificRecordBase record : next) {
                take(record);
            }
            came = next.isEmpty() ? came : System.nanoTime();
            flushInTime();
            eachPoll.run();
            caughtUp |= reader.isAtEnd();
            if (!ending && (stopped || (caughtUp && hasReport()))) {
                reason = stopped ? "Stopped" : "The lecture has its report";
                reader.endHere(); // what was there when it ended
                ending = true;
            } else if (System.nanoTime() - came > plan.idle().toNanos()) {
                reason = "Nothing has come for " + plan.idle().toSeconds() + " s";
                break;
            }
        }
        writeHeader();
        writer.flush();
        return reason;
    }

    /** A report from before counts only if the lecture has not gone on since. */
    private boolean hasReport() {
        return reported.isPresent() && startedAt.isPresent() && !last.isAfter(reported.get());
    }

    /** Takes one record of any topic. */
    void take(SpecificRecordBase record) throws IOException {
        if (record instanceof Frame frame && plan.pictures()) {
            data(frame.getCapturedAt(), frame.getSourceId(), frame);
        } else if (record instanceof FaceEmotions answer) {
            if (plan.holds(answer.getCapturedAt())) {
                headerIsOld |= models.add(answer.getModel());
                headerIsOld |= !answer.getDetector().isEmpty() && detectors.add(answer.getDetector());
            }
            if (!plan.pictures()) {
                data(answer.getCapturedAt(), answer.getSourceId(), answer);
            }
        } else if (record instanceof LectureEvent event && plan.holds(event.getAt())) {
            event(event);
        } else if (record instanceof LectureReport report) {
            reported = Optional.of(report.getEndedAt());
        }
    }

    private void data(Instant at, String source, SpecificRecordBase record) throws IOException {
        if (!plan.holds(at)) {
            return;
        }
        headerIsOld |= sources.add(source);
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
            early.add(event); // the header stands first and says when the lecture began
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
        if (headerIsOld && startedAt.isPresent()) {
            headerIsOld = false;
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

    /** Records written so far: frames or emotions, and events. */
    public long records() {
        return records;
    }

    /** Sources seen so far. */
    public int sources() {
        return sources.size();
    }
}
