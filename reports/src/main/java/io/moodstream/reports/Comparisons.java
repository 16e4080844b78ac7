package io.moodstream.reports;

import io.moodstream.reports.statistics.Band;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.LectureReport;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares earlier lectures with this one. */
final class Comparisons {
    private Comparisons() {}

    static Comparison of(LectureReport earlier, @Nullable Mood mood) {
        Optional<Map<Emotion, Band>> theirs = LectureReports.shares(earlier);
        Optional<Map<Emotion, Band>> ours =
                Optional.ofNullable(mood).map(Mood::whole).map(TimeSlice::estimated);
        return new Comparison(
                earlier.getLectureId(),
                earlier.getStartedAt(),
                Expressions.rounded(Duration.between(earlier.getStartedAt(), earlier.getEndedAt())
                                .toSeconds()
                        / 60.0),
                earlier.getParticipants(),
                Expressions.rounded(earlier.getCoverage()),
                theirs.orElse(null),
                theirs.flatMap(those -> ours.map(these -> apart(these, those))).orElse(List.of()));
    }

    private static List<Emotion> apart(Map<Emotion, Band> ours, Map<Emotion, Band> theirs) {
        return Arrays.stream(Emotion.values())
                .filter(emotion -> band(ours, emotion).isApartFrom(band(theirs, emotion)))
                .toList();
    }

    private static Band band(Map<Emotion, Band> bands, Emotion emotion) {
        return Objects.requireNonNull(bands.get(emotion));
    }
}
