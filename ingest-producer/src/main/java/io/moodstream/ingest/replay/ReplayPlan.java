package io.moodstream.ingest.replay;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.recordings.Damage;
import io.moodstream.recordings.RecordingSummary;
import io.moodstream.recordings.SourceSummary;
import io.moodstream.recordings.Span;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.SourceSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What to replay, and under which ids.
 *
 * @param file the recording
 * @param span recorded times that are replayed
 * @param recorded id of the lecture in it
 * @param lectures ids it is published under, each a copy with its own sources and users
 * @param speed the speed
 * @param shift added to all times
 * @param loops the number of rounds
 * @param first earliest capture time of what is replayed
 * @param length length of a round: its span and the usual time to a next frame
 * @param sources what the file holds of each source, by its id
 * @param frames number of frames in a round, without those that come twice in a run
 * @param damages unreadable parts of the file
 */
public record ReplayPlan(
        Path file,
        Span span,
        String recorded,
        List<String> lectures,
        ReplaySpeed speed,
        Duration shift,
        long loops,
        Instant first,
        Duration length,
        Map<String, SourceSummary> sources,
        long frames,
        List<Damage> damages) {
    private static final Duration MOST_AHEAD = Duration.ofMinutes(1);

    /**
     * Reads the whole file and returns the plan of one round at original speed and times.
     *
     * @param only the wanted lecture, if the file has several
     * @param span the wanted part, in recorded times
     * @throws ConfigurationException if it cannot be replayed: it holds no frames, or several lectures
     */
    public static ReplayPlan of(Path file, Optional<String> only, Span span) {
        RecordingSummary summary = summary(file, span);
        String lecture = lecture(file, summary, only);
        List<SourceSummary> sources = summary.sources().values().stream()
                .filter(source -> source.lectureId().equals(lecture))
                .toList();
        if (summary.frames() == 0 && summary.emotions() > 0) {
            throw new ConfigurationException(file + " holds emotions without pictures (recorded with --no-pictures):"
                    + " frames cannot be made of it; record with pictures to replay");
        }
        if (sources.isEmpty()) {
            throw new ConfigurationException(
                    file + " holds no frame " + (span.isPart() ? "of that time" : "that can be read"));
        }
        Instant first = sources.stream()
                .map(SourceSummary::first)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = sources.stream()
                .map(SourceSummary::last)
                .max(Instant::compareTo)
                .orElseThrow();
        return new ReplayPlan(
                file,
                span,
                lecture,
                List.of(lecture),
                ReplaySpeed.ORIGINAL,
                Duration.ZERO,
                1,
                first,
                Duration.between(first, last).plus(spacing(sources)),
                sources.stream().collect(Collectors.toMap(SourceSummary::sourceId, one -> one)),
                sources.stream()
                        .mapToLong(source -> source.records() - source.duplicates())
                        .sum(),
                summary.damages());
    }

    private static RecordingSummary summary(Path file, Span span) {
        try {
            return RecordingSummary.of(file, span);
        } catch (IOException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()));
        }
    }

    private static String lecture(Path file, RecordingSummary summary, Optional<String> only) {
        String all = String.join(", ", summary.lectures());
        if (only.isPresent() && !summary.lectures().contains(only.get())) {
            throw new ConfigurationException("--only=" + only.get() + ": " + file + " holds "
                    + (all.isEmpty() ? "nothing that can be read" : "the lecture " + all));
        }
        if (summary.lectures().isEmpty()) {
            throw new ConfigurationException(file + " holds no record that can be read");
        }
        if (only.isEmpty() && summary.lectures().size() > 1) {
            throw new ConfigurationException(
                    file + " holds " + summary.lectures().size() + " lectures (" + all + "); say which one: --only "
                            + summary.lectures().first());
        }
        return only.orElse(summary.lectures().first());
    }

    /** Returns the spacing of the source that sends most often, or a second if none has sent twice. */
    private static Duration spacing(Collection<SourceSummary> sources) {
        return sources.stream()
                .map(SourceSummary::spacing)
                .filter(spacing -> !spacing.isZero())
                .min(Duration::compareTo)
                .orElse(Duration.ofSeconds(1));
    }

    /** Returns the plan with another speed. */
    public ReplayPlan at(ReplaySpeed other) {
        return with(lectures, other, shift, loops);
    }

    /** Returns the plan with this number of rounds. */
    public ReplayPlan times(long rounds) {
        return with(lectures, speed, shift, rounds);
    }

    /** Returns the plan with another lecture id. */
    public ReplayPlan as(String lecture) {
        return with(List.of(lecture), speed, shift, loops);
    }

    /** Returns the plan with copies at the same time, lecture-1, lecture-2 and so on; a single one keeps its id. */
    public ReplayPlan copies(int count) {
        String id = lectures.get(0);
        return count == 1
                ? this
                : with(
                        IntStream.rangeClosed(1, count)
                                .mapToObj(number -> id + "-" + number)
                                .toList(),
                        speed,
                        shift,
                        loops);
    }

    /** Returns the plan with its first frame at another time. */
    public ReplayPlan startingAt(Instant start) {
        return with(lectures, speed, Duration.between(first, start.truncatedTo(ChronoUnit.MILLIS)), loops);
    }

    /**
     * Returns the plan as if it started now. At speeds above 1 it starts so much earlier that no capture time is ahead
     * of the clock.
     */
    public ReplayPlan startingNow(Instant now) {
        Duration ahead = total().minus(speed.of(total()));
        return startingAt(ahead.isNegative() ? now : now.minus(ahead));
    }

    /** Returns the length of all rounds together. */
    public Duration total() {
        return length.multipliedBy(loops);
    }

    /** Returns the event time at which the last round ends. */
    public Instant end() {
        return first.plus(shift).plus(total());
    }

    /** Returns whether capture times would be ahead of the clock, so that the pipeline would refuse the frames. */
    public boolean isAheadOfClock(Instant now) {
        return end().isAfter(now.plus(speed.of(total())).plus(MOST_AHEAD));
    }

    private ReplayPlan with(List<String> ids, ReplaySpeed otherSpeed, Duration otherShift, long rounds) {
        return new ReplayPlan(
                file, span, recorded, ids, otherSpeed, otherShift, rounds, first, length, sources, frames, damages);
    }

    /** Returns whether a recorded frame or signal is replayed. */
    boolean holds(Frame frame) {
        return holds(frame.getLectureId(), frame.getCapturedAt())
                && sources.containsKey(frame.getSourceId())
                && frame.getSignal() != SourceSignal.PROBE;
    }

    /** Returns whether a recorded event is replayed: a title whenever it was set, a deletion never. */
    boolean holds(LectureEvent event) {
        return switch (event.getKind()) {
            case TITLE -> event.getLectureId().equals(recorded);
            case DELETED -> false;
            default -> holds(event.getLectureId(), event.getAt());
        };
    }

    /** Returns the moment of a recorded event; a title that was set later counts from the first frame on. */
    Instant moment(LectureEvent event) {
        boolean setLater =
                event.getKind() == LectureEventKind.TITLE && event.getAt().isAfter(first);
        return setLater ? first : event.getAt();
    }

    private boolean holds(String lecture, Instant at) {
        return lecture.equals(recorded) && span.includes(at);
    }

    /** Returns the shift of all times in a round, counted from 0. */
    Duration shift(long round) {
        return shift.plus(length.multipliedBy(round));
    }

    /** Returns whether a round, counted from 0, is the last one. */
    boolean isLast(long round) {
        return round == loops - 1;
    }

    /** Returns the usual time between two frames of a source. */
    Duration spacing(String source) {
        return spacing(Stream.ofNullable(sources.get(source)).toList());
    }

    /**
     * Returns a recorded frame or signal as that of a copy in a round. A source that ends in a round that is not the last
     * one only pauses.
     *
     * @param run identity of its run in this replay
     */
    Frame copy(Frame frame, String lecture, long round, String run) {
        String user = frame.getUserId();
        boolean several = lectures.size() > 1;
        boolean pauses = frame.getSignal() == SourceSignal.END && !isLast(round);
        SourceSummary source = sources.get(frame.getSourceId());
        return new Frame(
                lecture,
                frame.getSourceId(),
                user == null || !several ? user : user + lecture.substring(lecture.lastIndexOf('-')),
                frame.getSequence() + (source == null ? 0 : round * (source.lastSequence() + 1)),
                frame.getCapturedAt().plus(shift(round)),
                frame.getEncoding(),
                frame.getImage(),
                run,
                pauses ? SourceSignal.PAUSE : frame.getSignal(),
                frame.getCounting());
    }
}
