package io.moodstream.detector.models;

import java.util.Optional;

/**
 * Holds a face that was found.
 *
 * @param box the face's box, pixels of the picture; it may reach a little outside
 * @param score the detector's confidence, 0 to 1
 * @param eyes the eyes, if the detector finds them
 */
public record Detection(Box box, float score, Optional<Eyes> eyes) {

    /** Returns the same face in another coordinate system: scaled, then moved. */
    Detection mapped(float scaleX, float scaleY, float moveX, float moveY) {
        return new Detection(
                box.mapped(scaleX, scaleY, moveX, moveY), score, eyes.map(e -> e.mapped(scaleX, scaleY, moveX, moveY)));
    }
}
