package io.moodstream.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.moodstream.schemas.LectureReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a report says, in numbers: what the page, the tables and the JSON have in common.
 *
 * @param format version of this form, 1
 * @param lecture its id
 * @param startedAt its first frame
 * @param endedAt its last frame
 * @param participants people seen
 * @param sources that sent frames; 0 if not known
 * @param frames answered
 * @param detectors their ids
 * @param models their ids
 * @param minimumGroup fewest people a mood is told about; 0 if not known
 * @param coverage how much of the lecture this is about
 * @param mood what can be told of it; null where there were too few people, or no timeline
 * @param markers notes, in the order of time
 * @param comparisons earlier lectures, in the order asked for
 * @param timeline its windows, for charts and tables
 */
record Findings(
        int format,
        String lecture,
        Instant startedAt,
        Instant endedAt,
        int participants,
        int sources,
        long frames,
        List<String> detectors,
        List<String> models,
        int minimumGroup,
        Coverage coverage,
        @Nullable Mood mood,
        List<Marker> markers,
        List<Comparison> comparisons,
        @JsonIgnore LectureTimeline timeline) {

    /** What a record says, beside earlier ones. */
    static Findings of(LectureReport report, List<LectureReport> earlier) {
        LectureTimeline timeline = LectureTimeline.of(report);
        List<Marker> markers = report.getMarkers().stream()
                .map(marker -> new Marker(marker.getAt(), marker.getText()))
                .toList();
        Mood mood = mood(report, timeline, markers);
        return new Findings(
                1,
                report.getLectureId(),
                report.getStartedAt(),
                report.getEndedAt(),
                report.getParticipants(),
                report.getSources(),
                report.getFrames(),
                report.getDetectors(),
                report.getModels(),
                report.getMinimumGroup(),
                coverage(report, timeline),
                mood,
                markers,
                earlier.stream().map(other -> Comparisons.of(other, mood)).toList(),
                timeline);
    }

    /** From the first frame to the last. */
    Duration length() {
        return Duration.between(startedAt, endedAt);
    }

    private static Coverage coverage(LectureReport report, LectureTimeline timeline) {
        boolean whole = !report.getTimeline().isEmpty();
        return new Coverage(
                Expressions.rounded(report.getCoverage()),
                whole ? timeline.told().size() : report.getWindows(),
                whole ? timeline.windows().size() - timeline.told().size() : report.getWithheldWindows(),
                whole ? timeline.gaps() : List.of());
    }

    /** No window is told: no mood. That includes lectures of too few people and records from before the timeline. */
    private static @Nullable Mood mood(LectureReport report, LectureTimeline timeline, List<Marker> markers) {
        if (timeline.told().isEmpty()) {
            return null;
        }
        ModelErrors errors = ModelErrors.of(report.getModels());
        TimeSlices stretches = new TimeSlices(timeline, errors);
        return new Mood(
                stretches.whole().orElse(null),
                stretches.slices(),
                timeline.told().size() >= MoodChanges.FEWEST,
                new MoodChanges(timeline, markers).find(),
                errors.from(),
                report.getNegativeEpisodes(),
                report.getAbsentEpisodes());
    }
}
