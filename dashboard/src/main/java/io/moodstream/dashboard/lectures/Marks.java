package io.moodstream.dashboard.lectures;

import io.moodstream.schemas.LectureEvent;

/** Takes what teachers note of their lectures. */
@FunctionalInterface
public interface Marks {
    /**
     * Publishes a note and waits until it is safe.
     *
     * @throws io.moodstream.dashboard.http.Problem 503 if Kafka does not take it
     */
    void publish(LectureEvent mark);
}
