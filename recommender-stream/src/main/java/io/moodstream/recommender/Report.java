package io.moodstream.recommender;

import io.moodstream.recommender.state.ReportEpisodes;
import io.moodstream.recommender.state.ReportState;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.ReportMarker;
import io.moodstream.schemas.ReportWindow;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Collects the numbers of a lecture's report. */
final class Report {
    private long startedAt;
    private long endedAt;
    private int participants;
    private long frames;
    private int windows;
    private int withheldWindows;
    private double coverage;
    private final double[] probabilities;
    private boolean published;
    private int sources;
    private final Ids detectors;
    private final Ids models;

    private Report(long startedAt, long endedAt, double[] probabilities, Ids detectors, Ids models) {
        this.startedAt = startedAt;
        this.endedAt = endedAt;
        this.probabilities = probabilities;
        this.detectors = detectors;
        this.models = models;
    }

    /** Creates a report without a frame. */
    static Report empty() {
        return new Report(Long.MAX_VALUE, 0, new double[Emotions.COUNT], Ids.of(List.of()), Ids.of(List.of()));
    }

    /** Restores a stored report. */
    static Report of(ReportState state) {
        Report report = new Report(
                state.getStartedAt(),
                state.getEndedAt(),
                Emotions.array(state.getProbabilities()),
                Ids.of(state.getDetectors()),
                Ids.of(state.getModels()));
        report.sources = state.getSources();
        report.participants = state.getParticipants();
        report.frames = state.getFrames();
        report.windows = state.getWindows();
        report.withheldWindows = state.getWithheldWindows();
        report.coverage = state.getCoverage();
        report.published = state.getPublished();
        return report;
    }

    /** Returns the state to store. */
    ReportState state() {
        return new ReportState(
                startedAt,
                endedAt,
                participants,
                frames,
                windows,
                withheldWindows,
                coverage,
                Emotions.list(probabilities),
                published,
                sources,
                detectors.list(),
                models.list());
    }

    /**
     * Adds a frame.
     *
     * @param first whether it is its source's first one
     */
    void add(FaceEmotions frame, boolean first) {
        long capturedAt = frame.getCapturedAt().toEpochMilli();
        frames++;
        sources += first ? 1 : 0;
        detectors.add(frame.getDetector());
        models.add(frame.getModel());
        startedAt = Math.min(startedAt, capturedAt);
        endedAt = Math.max(endedAt, capturedAt);
        published = false;
    }

    /** Returns the number of windows closed so far. */
    int closed() {
        return windows + withheldWindows;
    }

    /** Marks the report as changed. */
    void change() {
        published = false;
    }

    /**
     * Adds a closed window.
     *
     * @param allowed whether it has enough people for a mood
     */
    void add(LectureMood mood, boolean allowed) {
        participants = mood.getParticipants();
        published = false;
        if (!allowed) {
            withheldWindows++;
            return;
        }
        windows++;
        coverage += mood.getCoverage();
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] += mood.getMeanProbabilities().get(i);
        }
    }

    /**
     * Returns the report as it is now, and marks it as published.
     *
     * @param timeline the first closed windows of the lecture
     * @param episodes attention that opened in windows with a mood
     */
    LectureReport publish(
            String lectureId,
            MinimumGroup group,
            List<ReportWindow> timeline,
            ReportEpisodes episodes,
            List<ReportMarker> markers) {
        published = true;
        return new LectureReport(
                lectureId,
                Instant.ofEpochMilli(startedAt),
                Instant.ofEpochMilli(endedAt),
                participants,
                frames,
                windows,
                withheldWindows,
                windows == 0 ? 0 : coverage / windows,
                windows == 0
                        ? List.of()
                        : Arrays.stream(probabilities)
                                .map(sum -> sum / windows)
                                .boxed()
                                .toList(),
                episodes.getNegative(),
                episodes.getAbsent(),
                sources,
                detectors.list(),
                models.list(),
                group.size(),
                timeline,
                markers,
                0L);
    }
}
