package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.deletion.Remover;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureSettings;

/**
 * Writes what teachers tell and decide about their lectures, and deletes them. Every method waits until it is stored.
 *
 * <p>Methods throw {@link io.moodstream.dashboard.http.Problem} 503 if it cannot be stored.
 */
public interface LectureWriter extends Remover {
    /** Publishes a note, a title or an end. */
    void publish(LectureEvent event);

    /** Replaces the join code of a lecture, and returns the lecture's settings with the new one. */
    LectureSettings renew(String lecture);

    /** Returns what erases users, as this deletes lectures. */
    Remover users();
}
