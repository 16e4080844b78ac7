package io.moodstream.dashboard.lectures;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.progress.FrameCounts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a lecture.
 *
 * @param id the lecture
 * @param title what it is called; empty if it has no title
 * @param upToDate whether the server can read the topics now; if not, the summary may be old
 * @param running whether it goes on: pictures come or wait for results, or its cameras are paused
 * @param state what it is doing
 * @param startedAt the time of the first frame, or the earliest known time
 * @param lastAt the latest known time of the lecture
 * @param heardAt when a picture last came, by this server's clock; none if none has come since its start
 * @param sources the cameras that send pictures
 * @param faces the faces in their last frames
 * @param readable the readable ones among those faces
 * @param participants the people seen so far; none without a mood and a report
 * @param coverage the coverage of the latest mood, or of the report
 * @param mood the latest mood
 * @param windows the windows with a mood
 * @param withheldWindows the windows without a mood; known only from the report
 * @param report the report, if the lecture has ended; without it a lecture that is not running is silent
 * @param frames what became of its frames since its start, only for teachers
 * @param joinCode the join code, only for teachers and if codes are needed
 */
public record SummaryJson(
        String id,
        String title,
        boolean upToDate,
        boolean running,
        StateJson state,
        @Iso Instant startedAt,
        @Iso Instant lastAt,
        @Iso @Nullable Instant heardAt,
        int sources,
        int faces,
        int readable,
        @Nullable Integer participants,
        @Nullable Double coverage,
        @Nullable MoodJson mood,
        int windows,
        @Nullable Integer withheldWindows,
        @Nullable ReportJson report,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FrameCounts frames,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String joinCode)
        implements LiveJson {

    /**
     * Returns the summary as somebody may see it: teachers with the join code, students without attention and in whole
     * per cents.
     */
    public SummaryJson shownTo(Visibility visibility, Access access) {
        if (visibility == Visibility.TEACHERS) {
            return with(coverage, mood, report, frames, access.joinCode(id).orElse(null));
        }
        return with(
                coverage == null ? null : (Double) ByExpression.percent(coverage),
                mood == null ? null : mood.shownTo(visibility),
                report == null ? null : report.forStudents(),
                null,
                null);
    }

    private SummaryJson with(
            @Nullable Double shownCoverage,
            @Nullable MoodJson shownMood,
            @Nullable ReportJson shownReport,
            @Nullable FrameCounts shownFrames,
            @Nullable String shownCode) {
        return new SummaryJson(
                id,
                title,
                upToDate,
                running,
                state,
                startedAt,
                lastAt,
                heardAt,
                sources,
                faces,
                readable,
                participants,
                shownCoverage,
                shownMood,
                windows,
                withheldWindows,
                shownReport,
                shownFrames,
                shownCode);
    }

    @Override
    public String event() {
        return "lecture";
    }

    @Override
    public boolean confidential() {
        return false;
    }
}
