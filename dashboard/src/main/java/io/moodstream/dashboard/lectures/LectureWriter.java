package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.deletion.Deletion;
import io.moodstream.dashboard.deletion.LectureDeletion.Hidden;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureSettings;
import java.util.function.Consumer;

/**
 * Writes what teachers tell and decide about their lectures. Every method waits until it is stored.
 *
 * <p>Methods throw {@link io.moodstream.dashboard.http.Problem} 503 if it cannot be stored.
 */
public interface LectureWriter {
    /** Publishes a note, a title or an end. */
    void publish(LectureEvent event);

    /** Replaces the join code of a lecture, and returns the lecture's settings with the new one. */
    LectureSettings renew(String lecture);

    /** Marks a lecture as deleted: from now on nothing shows it. */
    Hidden hide(String lecture);

    /**
     * Deletes the records of a lecture, which may take minutes.
     *
     * @param progress gets what is done after each topic
     */
    void remove(Hidden hidden, Consumer<Deletion> progress);
}
