package io.moodstream.detector.models;

/**
 * Where a face's eyes are, pixels of the picture.
 *
 * @param leftX of the eye that is on the left in the picture of an upright face
 * @param leftY its vertical position
 * @param rightX of the other one
 * @param rightY its vertical position
 */
public record Eyes(float leftX, float leftY, float rightX, float rightY) {

    /** How far the line through the eyes is turned clockwise from level, radians, -pi to pi. */
    public double angle() {
        return Math.atan2(rightY - leftY, rightX - leftX);
    }

    /** Stretched by a factor for each direction and then moved. */
    Eyes mapped(float scaleX, float scaleY, float moveX, float moveY) {
        return new Eyes(
                leftX * scaleX + moveX, leftY * scaleY + moveY, rightX * scaleX + moveX, rightY * scaleY + moveY);
    }
}
