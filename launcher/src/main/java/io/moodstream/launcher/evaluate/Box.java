package io.moodstream.launcher.evaluate;

import io.moodstream.schemas.FaceBox;

/**
 * A rectangle in a picture.
 *
 * @param x left edge, pixels
 * @param y top edge, pixels
 * @param width pixels
 * @param height pixels
 */
public record Box(double x, double y, double width, double height) {

    /** A face's box in a frame of this size. */
    public static Box of(FaceBox box, int frameWidth, int frameHeight) {
        return new Box(
                box.getX() * frameWidth,
                box.getY() * frameHeight,
                box.getWidth() * frameWidth,
                box.getHeight() * frameHeight);
    }

    /** Intersection over union with another one, 0 to 1. */
    public double overlap(Box other) {
        double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        double shared = Math.max(0, w) * Math.max(0, h);
        double union = width * height + other.width * other.height - shared;
        return union > 0 ? shared / union : 0;
    }
}
