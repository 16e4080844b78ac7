package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import java.time.Instant;

/**
 * Holds the state of a face that is followed.
 *
 * @param id anonymous number, from 1; means nothing outside its source's session
 * @param box where it was last seen, relative to the frame
 * @param seenAt capture time of the frame it was last seen in
 * @param missed number of frames since then
 */
record Track(long id, Box box, Instant seenAt, int missed) {

    Track seen(Box where, Instant when) {
        return new Track(id, where, when, 0);
    }

    Track missedOnce() {
        return new Track(id, box, seenAt, missed + 1);
    }
}
