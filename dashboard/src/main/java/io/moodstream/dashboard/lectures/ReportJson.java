package io.moodstream.dashboard.lectures;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.moodstream.reports.statistics.Band;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.LectureReport;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report of a lecture that has ended.
 *
 * @param startedAt the time of the first frame
 * @param endedAt the time of the last frame
 * @param participants the people seen
 * @param frames the frames with results
 * @param lateFrames the frames that came too late to be counted
 * @param windows the windows with a mood
 * @param withheldWindows the windows without a mood, because too few faces were readable
 * @param coverage the mean over the windows, 0 to 1
 * @param shares the estimated shares over the lecture with their 95 % bands, as the report's page has them; empty if
 *     there is not enough evidence, none until they have been estimated
 * @param probabilities the mean over the windows; none without a window
 * @param negativeEpisodes episodes of attention for a negative expression; only for teachers
 * @param absentEpisodes episodes of attention for absence; only for teachers
 */
record ReportJson(
        @Iso Instant startedAt,
        @Iso Instant endedAt,
        int participants,
        long frames,
        long lateFrames,
        int windows,
        int withheldWindows,
        double coverage,
        @Nullable Map<Emotion, Band> shares,
        @Nullable ByExpression probabilities,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer negativeEpisodes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer absentEpisodes) {

    static ReportJson of(LectureReport report) {
        var probabilities = report.getMeanProbabilities();
        return new ReportJson(
                report.getStartedAt(),
                report.getEndedAt(),
                report.getParticipants(),
                report.getFrames(),
                report.getLateFrames(),
                report.getWindows(),
                report.getWithheldWindows(),
                ByExpression.rounded(report.getCoverage()),
                null,
                probabilities.isEmpty() ? null : ByExpression.of(probabilities),
                report.getNegativeEpisodes(),
                report.getAbsentEpisodes());
    }

    /** Returns the report as students may see it: without attention, in whole per cents. */
    ReportJson forStudents() {
        return new ReportJson(
                startedAt,
                endedAt,
                participants,
                frames,
                lateFrames,
                windows,
                withheldWindows,
                ByExpression.percent(coverage),
                shares == null ? null : inPercents(shares),
                probabilities == null ? null : probabilities.inPercents(),
                null,
                null);
    }

    private static Map<Emotion, Band> inPercents(Map<Emotion, Band> shares) {
        Map<Emotion, Band> rounded = new EnumMap<>(Emotion.class);
        shares.forEach((emotion, band) -> rounded.put(
                emotion,
                new Band(
                        ByExpression.percent(band.share()),
                        ByExpression.percent(band.low()),
                        ByExpression.percent(band.high()))));
        return rounded;
    }

    /** Returns the report with its estimated shares. */
    ReportJson withShares(Map<Emotion, Band> estimated) {
        return new ReportJson(
                startedAt,
                endedAt,
                participants,
                frames,
                lateFrames,
                windows,
                withheldWindows,
                coverage,
                estimated,
                probabilities,
                negativeEpisodes,
                absentEpisodes);
    }
}
