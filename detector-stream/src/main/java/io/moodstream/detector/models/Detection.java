package io.moodstream.detector.models;

import java.util.Optional;

/**
 * A face that was found.
 *
 * @param box where, pixels of the picture; it may reach a little outside
 * @param score how sure the detector is, 0 to 1
 * @param eyes where the eyes are, from detectors that say so
 */
public record Detection(Box box, float score, Optional<Eyes> eyes) {

    /** The same face seen in another coordinate system: stretched, then moved. */
    Detection mapped(float scaleX, float scaleY, float moveX, float moveY) {
        return new Detection(
                box.mapped(scaleX, scaleY, moveX, moveY), score, eyes.map(e -> e.mapped(scaleX, scaleY, moveX, moveY)));
    }
}
