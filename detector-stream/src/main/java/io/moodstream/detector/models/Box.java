package io.moodstream.detector.models;

import io.moodstream.schemas.Boxes;

/**
 * A rectangle. In pixels of the picture, or relative to its width and height: whoever holds one says which.
 *
 * @param x left edge
 * @param y top edge
 * @param width at least 0
 * @param height at least 0
 */
public record Box(float x, float y, float width, float height) {

    /** Returns the rectangle of that size around a point. */
    static Box around(float centreX, float centreY, float width, float height) {
        return new Box(centreX - width / 2, centreY - height / 2, width, height);
    }

    /** Horizontal middle. */
    public float centreX() {
        return x + width / 2;
    }

    /** Vertical middle. */
    public float centreY() {
        return y + height / 2;
    }

    /** Width times height. */
    public float area() {
        return width * height;
    }

    /** Intersection over union with another one, 0 to 1. */
    public float iou(Box other) {
        return (float) Boxes.overlap(x, y, width, height, other.x, other.y, other.width, other.height);
    }

    /** Stretched by a factor for each direction and then moved. */
    public Box mapped(float scaleX, float scaleY, float moveX, float moveY) {
        return new Box(x * scaleX + moveX, y * scaleY + moveY, width * scaleX, height * scaleY);
    }
}
