package io.moodstream.detector.models;

/**
 * Holds the positions of a face's eyes, pixels of the picture.
 *
 * @param leftX horizontal position of the eye that is on the left in the picture of an upright face
 * @param leftY its vertical position
 * @param rightX horizontal position of the other eye
 * @param rightY its vertical position
 */
public record Eyes(float leftX, float leftY, float rightX, float rightY) {

    /** Returns the clockwise angle of the line through the eyes, radians, -pi to pi; 0 is level. */
    public double angle() {
        return Math.atan2(rightY - leftY, rightX - leftX);
    }

    /** Returns the eyes scaled by a factor for each direction and then moved. */
    Eyes mapped(float scaleX, float scaleY, float moveX, float moveY) {
        return new Eyes(
                leftX * scaleX + moveX, leftY * scaleY + moveY, rightX * scaleX + moveX, rightY * scaleY + moveY);
    }
}
