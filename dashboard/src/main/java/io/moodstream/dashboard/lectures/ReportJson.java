package io.moodstream.dashboard.lectures;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.moodstream.schemas.LectureReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lecture that has ended.
 *
 * @param startedAt its first frame
 * @param endedAt its last frame
 * @param participants people seen
 * @param frames answered
 * @param windows with a mood
 * @param withheldWindows without one, because too few faces could be read
 * @param coverage mean over the windows, 0 to 1
 * @param probabilities mean over the windows; none without a window
 * @param negativeEpisodes of attention; for the teacher alone
 * @param absentEpisodes of attention; for the teacher alone
 */
record ReportJson(
        @Iso Instant startedAt,
        @Iso Instant endedAt,
        int participants,
        long frames,
        int windows,
        int withheldWindows,
        double coverage,
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
                report.getWindows(),
                report.getWithheldWindows(),
                ByExpression.rounded(report.getCoverage()),
                probabilities.isEmpty() ? null : ByExpression.of(probabilities),
                report.getNegativeEpisodes(),
                report.getAbsentEpisodes());
    }

    /** The same as students may see it. */
    ReportJson withoutAttention() {
        return new ReportJson(
                startedAt,
                endedAt,
                participants,
                frames,
                windows,
                withheldWindows,
                coverage,
                probabilities,
                null,
                null);
    }
}
