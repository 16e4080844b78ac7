package io.moodstream.launcher.evaluate;

import io.moodstream.schemas.Boxes;
import io.moodstream.schemas.FaceBox;

/**
 * A rectangle in a picture.
 *
 * @param x left edge, pixels
 * @param y top edge, pixels
 * @param width pixels
 * @param height pixels
 */
record PixelBox(double x, double y, double width, double height) {

    /** A face's box in a frame of this size. */
    static PixelBox of(FaceBox box, int frameWidth, int frameHeight) {
        return new PixelBox(
                box.getX() * frameWidth,
                box.getY() * frameHeight,
                box.getWidth() * frameWidth,
                box.getHeight() * frameHeight);
    }

    /** Intersection over union with another one, 0 to 1. */
    double overlap(PixelBox other) {
        return Boxes.overlap(x, y, width, height, other.x, other.y, other.width, other.height);
    }
}
