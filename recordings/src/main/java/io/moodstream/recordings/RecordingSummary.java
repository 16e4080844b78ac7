package io.moodstream.recordings;

import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.RecordingHeader;
import io.moodstream.schemas.SourceSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Summarizes a recording, all of which has been read and checked.
 *
 * @param header the last one; empty when none could be read
 * @param lectures ids of all lectures in it
 * @param sources by key, {@code lectureId/sourceId}
 * @param frames number of frames
 * @param emotions number of records of emotions
 * @param signals number of signals of sources, which are neither frames nor emotions here
 * @param events marks and ends, at most the first thousand
 * @param gaps in the order of time
 * @param first earliest capture time of frames and emotions
 * @param last latest capture time of frames and emotions
 * @param bytes size of the file
 * @param blocks whole blocks
 * @param codec compression of the blocks
 * @param damages parts that could not be read
 */
public record RecordingSummary(
        Optional<RecordingHeader> header,
        SortedSet<String> lectures,
        Map<String, SourceSummary> sources,
        long frames,
        long emotions,
        long signals,
        List<LectureEvent> events,
        List<SequenceGap> gaps,
        Optional<Instant> first,
        Optional<Instant> last,
        long bytes,
        long blocks,
        String codec,
        List<Damage> damages) {
    private static final int MOST_EVENTS = 1000;

    /**
     * Reads and summarizes a whole recording, in memory that does not grow with it.
     *
     * @throws ForeignFileException if it is another kind of file
     * @throws IOException if it cannot be read
     */
    public static RecordingSummary of(Path file) throws IOException {
        return of(file, Span.ALL);
    }

    /**
     * Summarizes the records of a span of time; header, lectures and damages are those of the whole file.
     *
     * @throws ForeignFileException if it is another kind of file
     * @throws IOException if it cannot be read
     */
    public static RecordingSummary of(Path file, Span span) throws IOException {
        try (RecordingReader reader = RecordingReader.open(file)) {
            Counts counts = new Counts(span);
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                counts.add(next.get());
            }
            return counts.summary(reader, Files.size(file));
        }
    }

    /** Returns the number of duplicates of all sources. */
    public long duplicates() {
        return sources.values().stream().mapToLong(SourceSummary::duplicates).sum();
    }

    /** Returns the number of records out of order of all sources. */
    public long outOfOrder() {
        return sources.values().stream().mapToLong(SourceSummary::outOfOrder).sum();
    }

    private static final class Counts {
        private final Span span;
        private final SortedSet<String> lectures = new TreeSet<>();
        private final Map<String, SourceTally> sources = new TreeMap<>();
        private final Map<String, Long> signals = new TreeMap<>();
        private final List<LectureEvent> events = new ArrayList<>();
        private long frames;
        private long emotions;

        Counts(Span span) {
            this.span = span;
        }

        void add(Object record) {
            if (record instanceof Frame frame) {
                lectures.add(frame.getLectureId());
                if (!span.includes(frame.getCapturedAt())) {
                    return;
                } else if (frame.getSignal() != null) {
                    add(frame.getSignal(), Keys.source(frame.getLectureId(), frame.getSourceId()));
                } else {
                    frames++;
                    add(frame);
                }
            } else if (record instanceof FaceEmotions result) {
                lectures.add(result.getLectureId());
                if (!span.includes(result.getCapturedAt())) {
                    return;
                } else if (result.getSignal() != null) {
                    add(result.getSignal(), Keys.source(result.getLectureId(), result.getSourceId()));
                } else {
                    emotions++;
                    add(result);
                }
            } else if (record instanceof LectureEvent event) {
                lectures.add(event.getLectureId());
                if (span.includes(event.getAt()) && events.size() < MOST_EVENTS) {
                    events.add(event);
                }
            } else if (record instanceof RecordingHeader header) {
                lectures.add(header.getLectureId());
            }
        }

        private void add(SourceSignal signal, String key) {
            if (signal != SourceSignal.PROBE) {
                signals.merge(key, 1L, Long::sum);
            }
        }

        private void add(Frame frame) {
            source(frame.getLectureId(), frame.getSourceId())
                    .add(
                            frame.getRun(),
                            frame.getSequence(),
                            frame.getCapturedAt(),
                            Optional.ofNullable(frame.getUserId()),
                            frame.getImage().remaining());
        }

        private void add(FaceEmotions result) {
            source(result.getLectureId(), result.getSourceId())
                    .add(
                            result.getRun(),
                            result.getSequence(),
                            result.getCapturedAt(),
                            Optional.ofNullable(result.getUserId()),
                            0);
        }

        private SourceTally source(String lecture, String source) {
            return sources.computeIfAbsent(Keys.source(lecture, source), key -> new SourceTally(lecture, source));
        }

        RecordingSummary summary(RecordingReader reader, long bytes) {
            Map<String, SourceSummary> summaries = new TreeMap<>();
            sources.forEach((key, tally) -> summaries.put(key, tally.summary(signals.getOrDefault(key, 0L))));
            return new RecordingSummary(
                    reader.header(),
                    lectures,
                    summaries,
                    frames,
                    emotions,
                    signals.values().stream().mapToLong(Long::longValue).sum(),
                    events,
                    sources.values().stream()
                            .flatMap(tally -> tally.gaps().stream())
                            .sorted(Comparator.comparing(SequenceGap::after).thenComparing(SequenceGap::sourceId))
                            .toList(),
                    summaries.values().stream().map(SourceSummary::first).min(Comparator.naturalOrder()),
                    summaries.values().stream().map(SourceSummary::last).max(Comparator.naturalOrder()),
                    bytes,
                    reader.blocks(),
                    reader.codec(),
                    reader.damages());
        }
    }
}
