package io.moodstream.recommender;

import io.moodstream.recommender.state.ReportState;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.AttentionReason;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A lecture's report in the making. */
final class Report {
    private long startedAt;
    private long endedAt;
    private int participants;
    private long frames;
    private int windows;
    private int withheldWindows;
    private double coverage;
    private final double[] probabilities;
    private int negativeEpisodes;
    private int absentEpisodes;
    private boolean published;

    private Report(long startedAt, long endedAt, double[] probabilities) {
        this.startedAt = startedAt;
        this.endedAt = endedAt;
        this.probabilities = probabilities;
    }

    /** A lecture's, without a frame yet. */
    static Report empty() {
        return new Report(Long.MAX_VALUE, 0, new double[Emotions.COUNT]);
    }

    /** As it was stored. */
    static Report of(ReportState state) {
        Report report = new Report(state.getStartedAt(), state.getEndedAt(), Emotions.array(state.getProbabilities()));
        report.participants = state.getParticipants();
        report.frames = state.getFrames();
        report.windows = state.getWindows();
        report.withheldWindows = state.getWithheldWindows();
        report.coverage = state.getCoverage();
        report.negativeEpisodes = state.getNegativeEpisodes();
        report.absentEpisodes = state.getAbsentEpisodes();
        report.published = state.getPublished();
        return report;
    }

    /** To store it. */
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
                negativeEpisodes,
                absentEpisodes,
                published);
    }

    /** Counts a frame. */
    void add(long capturedAt) {
        frames++;
        startedAt = Math.min(startedAt, capturedAt);
        endedAt = Math.max(endedAt, capturedAt);
        published = false;
    }

    /** Counts a closed window. */
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

    /** Counts attention that has opened. */
    void add(Attention attention) {
        if (attention.getCleared()) {
            return;
        }
        published = false;
        if (attention.getReason() == AttentionReason.NEGATIVE) {
            negativeEpisodes++;
        } else {
            absentEpisodes++;
        }
    }

    /** What it says now; it counts as published from here on. */
    LectureReport publish(String lectureId) {
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
                negativeEpisodes,
                absentEpisodes,
                0,
                List.of(),
                List.of(),
                0,
                List.of(),
                List.of());
    }
}
