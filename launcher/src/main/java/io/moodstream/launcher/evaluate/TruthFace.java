package io.moodstream.launcher.evaluate;

import io.moodstream.schemas.Emotion;
import java.util.OptionalInt;

/**
 * A face that is known to be in a video for a while.
 *
 * @param start seconds since the first frame
 * @param end seconds since the first frame, from which on it is there no longer
 * @param box where it is
 * @param emotion what it shows
 * @param ferRow the row of FER2013 it was made of, counting from 0, if it was
 */
record TruthFace(double start, double end, Box box, Emotion emotion, OptionalInt ferRow) {

    /** Whether it is there at this time, seconds since the first frame. */
    boolean isThereAt(double seconds) {
        return start <= seconds && seconds < end;
    }
}
