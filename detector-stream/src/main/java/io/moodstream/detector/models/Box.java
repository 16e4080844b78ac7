package io.moodstream.detector.models;

/**
 * A rectangle. In pixels of the picture, or relative to its width and height: whoever holds one says which.
 *
 * @param x left edge
 * @param y top edge
 * @param width at least 0
 * @param height at least 0
 */
public record Box(float x, float y, float width, float height) {

    /** The rectangle of that size around a point. */
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

    /** The part both cover, divided by the part either covers (Jaccard 1901); 0 if they do not touch, 1 if equal. */
    public float iou(Box other) {
        float common = intersection(other);
        float union = area() + other.area() - common;
        return union > 0 ? common / union : 0;
    }

    /** The area both cover. */
    float intersection(Box other) {
        float w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        float h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        return Math.max(0, w) * Math.max(0, h);
    }

    /** Stretched by a factor for each direction and then moved. */
    public Box mapped(float scaleX, float scaleY, float moveX, float moveY) {
        return new Box(x * scaleX + moveX, y * scaleY + moveY, width * scaleX, height * scaleY);
    }
}
