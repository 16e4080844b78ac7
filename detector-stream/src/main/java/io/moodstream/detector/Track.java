package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import java.time.Instant;

/**
 * Holds the state of a face that is followed.
 *
 * @param id anonymous number, from 1; means nothing outside its source's session
 * @param box where it was last seen, relative to the frame
 * @param surroundings what was beside it there
 * @param seenAt capture time of the frame it was last seen in
 * @param missed number of frames since then
 */
record Track(long id, Box box, Surroundings surroundings, Instant seenAt, int missed) {

    Track missedOnce() {
        return new Track(id, box, surroundings, seenAt, missed + 1);
    }
}
