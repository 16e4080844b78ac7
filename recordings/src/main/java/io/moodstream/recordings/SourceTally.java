package io.moodstream.recordings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Counts the records of one source, in memory that does not grow with them. */
final class SourceTally {
    private static final int MOST_GAPS = 1000;

    /** A source is silent if the next record takes longer than the usual spacing times this factor. */
    private static final int SILENT = 3;

    private final String lectureId;
    private final String sourceId;
    private Optional<String> userId = Optional.empty();
    private final RunNumbers numbers = new RunNumbers();
    private final TreeMap<Long, Long> spacings = new TreeMap<>();
    private final PriorityQueue<SequenceGap> longest =
            new PriorityQueue<>((a, b) -> a.length().compareTo(b.length()));
    private final List<SequenceGap> holes = new ArrayList<>();
    private long records;
    private long duplicates;
    private long outOfOrder;
    private long imageBytes;

    private long highest = -1;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    SourceTally(String lectureId, String sourceId) {
        this.lectureId = lectureId;
        this.sourceId = sourceId;
    }

    void add(String run, long sequence, Instant capturedAt, Optional<String> user, int bytes) {
        userId = user;
        imageBytes += bytes;
        RunNumbers.Place place = numbers.add(run, sequence, capturedAt);
        duplicates += place.repeated() ? 1 : 0;
        time(capturedAt, place.skipped());
        highest = Math.max(highest, sequence);
        records++;
        first = capturedAt.isBefore(first) ? capturedAt : first;
        last = capturedAt.isAfter(last) ? capturedAt : last;
    }

    private void time(Instant capturedAt, long lost) {
        if (records == 0) {
            return;
        }
        if (capturedAt.isBefore(last)) {
            outOfOrder++;
            return;
        }
        Duration spacing = Duration.between(last, capturedAt);
        if (spacing.toMillis() > 0) {
            spacings.merge(rounded(spacing.toMillis()), 1L, Long::sum);
        }
        SequenceGap gap = new SequenceGap(sourceId, last, spacing, lost);
        if (lost > 0 && holes.size() < MOST_GAPS) {
            holes.add(gap);
        } else if (lost == 0) {
            longest.add(gap);
            if (longest.size() > MOST_GAPS) {
                longest.remove();
            }
        }
    }

    /** Rounds down to three digits, so that there are few different values. */
    private static long rounded(long millis) {
        long unit = 1;
        while (millis / unit >= 1000) {
            unit *= 10;
        }
        return millis / unit * unit;
    }

    private Duration median() {
        long half = (spacings.values().stream().mapToLong(Long::longValue).sum() + 1) / 2;
        for (var entry : spacings.entrySet()) {
            half -= entry.getValue();
            if (half <= 0) {
                return Duration.ofMillis(entry.getKey());
            }
        }
        return Duration.ZERO;
    }

    /** Returns the gaps in the sequence numbers and in the capture times, in no order. */
    List<SequenceGap> gaps() {
        Duration silent = median().multipliedBy(SILENT);
        List<SequenceGap> gaps = new ArrayList<>(numbers.missing() > 0 ? holes : List.of());
        longest.stream()
                .filter(gap -> !silent.isZero() && gap.length().compareTo(silent) > 0)
                .forEach(gaps::add);
        return gaps;
    }

    /** @param signals how many signals the source has sent */
    SourceSummary summary(long signals) {
        return new SourceSummary(
                lectureId,
                sourceId,
                userId,
                records,
                first,
                last,
                median(),
                numbers.missing(),
                duplicates,
                outOfOrder,
                imageBytes,
                highest,
                numbers.runs(),
                signals);
    }
}
