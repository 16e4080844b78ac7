package io.moodstream.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.moodstream.schemas.LectureReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds all numbers of a report: those that the page, the tables and the JSON share.
 *
 * @param format version of this format, 1
 * @param lecture its id
 * @param title what it is called; empty if it has no title
 * @param startedAt its first frame
 * @param endedAt its last frame
 * @param participants number of people seen
 * @param sources number of sources that sent frames; 0 if not known
 * @param frames number of frames with a result
 * @param detectors ids of the detectors
 * @param models ids of the classifier models
 * @param minimumGroup the minimum group size; 0 if not known
 * @param coverage how much of the lecture the report covers
 * @param mood the lecture's mood; null if there were too few people, or there is no timeline
 * @param markers notes, in the order of time
 * @param comparisons earlier lectures, in the requested order
 * @param timeline the lecture's windows, for charts and tables
 */
record Findings(
        int format,
        String lecture,
        String title,
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

    /** Returns the findings of a report, compared with earlier ones. */
    static Findings of(LectureReport report, List<LectureReport> earlier) {
        LectureTimeline timeline = LectureTimeline.of(report);
        List<Marker> markers = report.getMarkers().stream()
                .map(marker -> new Marker(marker.getAt(), marker.getText()))
                .toList();
        Mood mood = mood(report, timeline, markers);
        return new Findings(
                1,
                report.getLectureId(),
                report.getTitle(),
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

    /** Returns the time from the first frame to the last. */
    Duration length() {
        return Duration.between(startedAt, endedAt);
    }

    private static Coverage coverage(LectureReport report, LectureTimeline timeline) {
        boolean whole = !report.getTimeline().isEmpty();
        return new Coverage(
                Expressions.rounded(report.getCoverage()),
                whole ? timeline.withMood().size() : report.getWindows(),
                whole ? timeline.withheld() : report.getWithheldWindows(),
                whole ? timeline.gaps() : List.of(),
                report.getLateFrames(),
                timeline.incomplete());
    }

    /** Returns the mood; null if no window has one, as with too few people or with a report that has no timeline. */
    private static @Nullable Mood mood(LectureReport report, LectureTimeline timeline, List<Marker> markers) {
        if (timeline.withMood().isEmpty()) {
            return null;
        }
        ModelErrors errors = ModelErrors.of(report.getModels());
        TimeSlices slices = new TimeSlices(timeline, errors);
        return new Mood(
                slices.whole().orElse(null),
                slices.slices(),
                timeline.withMood().size() >= MoodChanges.FEWEST,
                new MoodChanges(timeline, markers).find(),
                errors.from(),
                report.getNegativeEpisodes(),
                report.getAbsentEpisodes());
    }
}
