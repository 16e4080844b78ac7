package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import java.util.List;

/**
 * Says what a frame is expected to show: the faces of the frame before, with the same things beside them. It is searched
 * near these faces if that is so, and everywhere if not.
 *
 * @param faces relative to the frame; none if nothing is expected
 * @param background of the frame before
 */
record Expected(List<Box> faces, Background background) {
    /** The frame is searched everywhere. */
    static final Expected NOTHING = new Expected(List.of(), Background.NONE);
}
