package io.moodstream.recommender;

import io.moodstream.recommender.MoodStep.Closed;
import io.moodstream.recommender.state.ReportEpisodes;
import io.moodstream.recommender.state.ReportState;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.ReportMarker;
import io.moodstream.schemas.ReportWindow;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Collects what a lecture's report says apart from its windows, and makes the report of both. */
final class Report {
    private long startedAt;
    private long endedAt;
    private long lateFrames;
    private int sources;
    private final Ids detectors;
    private final Ids models;
    private boolean published;

    private Report(long startedAt, long endedAt, Ids detectors, Ids models) {
        this.startedAt = startedAt;
        this.endedAt = endedAt;
        this.detectors = detectors;
        this.models = models;
    }

    /** Creates a report without a window. */
    static Report empty() {
        return new Report(Long.MAX_VALUE, 0, Ids.of(List.of()), Ids.of(List.of()));
    }

    /** Restores a stored report. */
    static Report of(ReportState state) {
        Report report = new Report(
                state.getStartedAt(), state.getEndedAt(), Ids.of(state.getDetectors()), Ids.of(state.getModels()));
        report.lateFrames = state.getLateFrames();
        report.sources = state.getSources();
        report.published = state.getPublished();
        return report;
    }

    /** Returns the state to store. */
    ReportState state() {
        return new ReportState(startedAt, endedAt, lateFrames, sources, detectors.list(), models.list(), published);
    }

    /**
     * Adds what a closed window says beyond its mood.
     *
     * @param newSources how many of its sources are the first time in the lecture
     */
    void add(Closed window, int newSources) {
        startedAt = Math.min(startedAt, window.first());
        endedAt = Math.max(endedAt, window.last());
        sources += newSources;
        window.detectors().forEach(detectors::add);
        window.models().forEach(models::add);
        published = false;
    }

    /** Returns when its first frame was captured, UTC milliseconds. */
    long startedAt() {
        return startedAt;
    }

    /** Counts a frame that came too late. */
    void addLate() {
        lateFrames++;
        published = false;
    }

    /** Marks the report as changed. */
    void change() {
        published = false;
    }

    /**
     * Returns the report as it is now, and marks it as published.
     *
     * @param all the closed windows of the lecture, in the order of time
     * @param episodes attention that opened in windows with a mood
     */
    LectureReport publish(
            String lectureId,
            MinimumGroup group,
            List<ReportWindow> all,
            ReportEpisodes episodes,
            List<ReportMarker> markers,
            String title) {
        published = true;
        List<ReportWindow> counted =
                all.stream().filter(window -> window.getFrames() > 0).toList();
        List<ReportWindow> moods = counted.stream().filter(Timeline::hasMood).toList();
        return new LectureReport(
                lectureId,
                Instant.ofEpochMilli(startedAt),
                Instant.ofEpochMilli(endedAt),
                counted.isEmpty() ? 0 : counted.get(counted.size() - 1).getParticipants(),
                counted.stream().mapToLong(ReportWindow::getFrames).sum(),
                moods.size(),
                counted.size() - moods.size(),
                moods.stream().mapToDouble(ReportWindow::getCoverage).average().orElse(0),
                moods.isEmpty() ? List.of() : means(moods),
                episodes.getNegative(),
                episodes.getAbsent(),
                sources,
                detectors.list(),
                models.list(),
                group.size(),
                all.subList(0, Math.min(all.size(), Timeline.MOST)),
                markers,
                lateFrames,
                title);
    }

    private static List<Double> means(List<ReportWindow> moods) {
        return IntStream.range(0, Emotions.COUNT)
                .mapToObj(emotion -> moods.stream()
                        .mapToDouble(window -> window.getMeanProbabilities().get(emotion))
                        .average()
                        .orElse(0))
                .toList();
    }
}
