package io.moodstream.launcher.evaluate;

import io.moodstream.schemas.Emotion;
import java.util.OptionalInt;

/**
 * A face that is known to be in a video for some time.
 *
 * @param start seconds since the first frame
 * @param end seconds since the first frame at which it disappears
 * @param box its box
 * @param emotion its emotion
 * @param ferRow the row of FER2013 that it was made from, counted from 0, if it was
 */
record TruthFace(double start, double end, PixelBox box, Emotion emotion, OptionalInt ferRow) {

    /** Returns whether it is visible at this time, in seconds since the first frame. */
    boolean isThereAt(double seconds) {
        return start <= seconds && seconds < end;
    }
}
