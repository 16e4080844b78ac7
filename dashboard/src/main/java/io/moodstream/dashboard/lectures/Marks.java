package io.moodstream.dashboard.lectures;

import io.moodstream.schemas.LectureEvent;

/** Publishes teachers' notes on their lectures. */
@FunctionalInterface
public interface Marks {
    /**
     * Publishes a note and waits until it is stored.
     *
     * @throws io.moodstream.dashboard.http.Problem 503 if it cannot be stored
     */
    void publish(LectureEvent mark);
}
