package io.moodstream.ingest.replay;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.recordings.Damage;
import io.moodstream.recordings.RecordingSummary;
import io.moodstream.recordings.SourceSummary;
import io.moodstream.recordings.Span;
import io.moodstream.schemas.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What to replay, and as what.
 *
 * @param file the recording
 * @param span recorded times that are replayed
 * @param recorded id of the lecture in it
 * @param lectures ids it is published under, each a copy with its own sources and users
 * @param speed how fast
 * @param shift added to all times
 * @param loops how often it is played
 * @param first earliest capture time of what is replayed
 * @param length how long one round is: its span and the usual time to a next frame
 * @param numbers by source id, how many numbers one round uses up
 * @param frames how many frames one round has
 * @param damages what of the file cannot be read
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
        Map<String, Long> numbers,
        long frames,
        List<Damage> damages) {
    private static final Duration MOST_AHEAD = Duration.ofMinutes(1);

    /**
     * The plan of one round at original speed and times, after the whole file was read.
     *
     * @param only the lecture wanted, where the file has several
     * @param span recorded times wanted
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
                sources.stream().collect(Collectors.toMap(SourceSummary::sourceId, one -> one.lastSequence() + 1)),
                sources.stream().mapToLong(SourceSummary::records).sum(),
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

    /** Of the source that sends most often; a second where none has sent twice. */
    private static Duration spacing(List<SourceSummary> sources) {
        return sources.stream()
                .map(SourceSummary::spacing)
                .filter(spacing -> !spacing.isZero())
                .min(Duration::compareTo)
                .orElse(Duration.ofSeconds(1));
    }

    /** The same at another speed. */
    public ReplayPlan at(ReplaySpeed other) {
        return with(lectures, other, shift, loops);
    }

    /** The same so many times, one after another. */
    public ReplayPlan times(long rounds) {
        return with(lectures, speed, shift, rounds);
    }

    /** The same under another id. */
    public ReplayPlan as(String lecture) {
        return with(List.of(lecture), speed, shift, loops);
    }

    /** So many copies side by side, as lecture-1, lecture-2 and so on; one keeps its id. */
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

    /** The same with its first frame at another time. */
    public ReplayPlan startingAt(Instant start) {
        return with(lectures, speed, Duration.between(first, start.truncatedTo(ChronoUnit.MILLIS)), loops);
    }

    /**
     * The same as if it began now. What goes faster than time begins so much earlier that nothing is stamped ahead of
     * the clock.
     */
    public ReplayPlan startingNow(Instant now) {
        Duration ahead = total().minus(speed.of(total()));
        return startingAt(ahead.isNegative() ? now : now.minus(ahead));
    }

    /** Length of all rounds together. */
    public Duration total() {
        return length.multipliedBy(loops);
    }

    /** When the last round ends, event time. */
    public Instant end() {
        return first.plus(shift).plus(total());
    }

    /** Whether it would stamp frames ahead of the clock, where the pipeline refuses them. */
    public boolean isAheadOfClock(Instant now) {
        return end().isAfter(now.plus(speed.of(total())).plus(MOST_AHEAD));
    }

    private ReplayPlan with(List<String> ids, ReplaySpeed otherSpeed, Duration otherShift, long rounds) {
        return new ReplayPlan(
                file, span, recorded, ids, otherSpeed, otherShift, rounds, first, length, numbers, frames, damages);
    }

    /** Whether a recorded frame or event is replayed. */
    boolean holds(String lecture, Instant at) {
        return lecture.equals(recorded) && span.includes(at);
    }

    /** By how much times are moved in a round, counted from 0. */
    Duration shift(long round) {
        return shift.plus(length.multipliedBy(round));
    }

    /** A recorded frame as one of the copies' in a round. */
    Frame copy(Frame frame, String lecture, long round) {
        String user = frame.getUserId();
        boolean several = lectures.size() > 1;
        return new Frame(
                lecture,
                frame.getSourceId(),
                user == null || !several ? user : user + lecture.substring(lecture.lastIndexOf('-')),
                frame.getSequence() + round * numbers.getOrDefault(frame.getSourceId(), 0L),
                frame.getCapturedAt().plus(shift(round)),
                frame.getEncoding(),
                frame.getImage());
    }
}
