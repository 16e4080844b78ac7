package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.deletion.Deletion;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.LectureSettings;

/**
 * Writes what teachers tell and decide about their lectures. Every method waits until it is stored.
 *
 * <p>Methods throw {@link io.moodstream.dashboard.http.Problem} 503 if it cannot be stored.
 */
public interface LectureWriter {
    /** Publishes a note, a title or an end. */
    void publish(LectureEvent event);

    /** Publishes which join code is valid. */
    void publish(LectureSettings settings);

    /** Replaces a report. */
    void publish(LectureReport report);

    /** Deletes a lecture from the topics. */
    Deletion delete(String lecture);
}
