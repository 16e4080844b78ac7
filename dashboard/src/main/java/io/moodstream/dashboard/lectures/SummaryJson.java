package io.moodstream.dashboard.lectures;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.moodstream.dashboard.http.Access;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lecture at a glance.
 *
 * @param id the lecture
 * @param upToDate whether the topics are read now; if not, all this may be old
 * @param running whether frames are coming, dead letters among them
 * @param startedAt its first frame, or as near as is known
 * @param lastAt the last that was heard of it
 * @param heardAt when this server, by its own clock, last heard of a frame; none since it has started
 * @param sources cameras heard within ten seconds
 * @param faces in their last frames
 * @param readable among those
 * @param participants people seen so far; unknown without mood and report
 * @param coverage of the latest mood, else of the report
 * @param mood the latest
 * @param windows with a mood
 * @param withheldWindows without one; known by the report only
 * @param report once it has ended; without one a lecture that is not running is only silent
 * @param joinCode for the teacher, where codes are needed
 */
public record SummaryJson(
        String id,
        boolean upToDate,
        boolean running,
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
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String joinCode)
        implements LiveJson {

    /** As an audience may see it: teachers with the code that students join with, students without attention. */
    public SummaryJson shownTo(Visibility audience, Access access) {
        if (audience == Visibility.TEACHERS) {
            return with(report, access.joinCode(id).orElse(null));
        }
        return with(report == null ? null : report.withoutAttention(), null);
    }

    private SummaryJson with(@Nullable ReportJson shownReport, @Nullable String shownCode) {
        return new SummaryJson(
                id,
                upToDate,
                running,
                startedAt,
                lastAt,
                heardAt,
                sources,
                faces,
                readable,
                participants,
                coverage,
                mood,
                windows,
                withheldWindows,
                shownReport,
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
