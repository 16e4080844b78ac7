package io.moodstream.detector.models;

/**
 * A part of a picture, pixels.
 *
 * @param x left edge
 * @param y top edge
 * @param width of the part
 * @param height of the part
 * @param smallestFace height of the smallest face to be looked for here; smaller ones are left to other tiles
 */
record Tile(int x, int y, int width, int height, int smallestFace) {

    /** All of a picture. */
    static Tile whole(int width, int height, int smallestFace) {
        return new Tile(0, 0, width, height, smallestFace);
    }

    /** Whether the box is this tile's: large enough, and not cut by an edge of the tile inside the picture. */
    boolean owns(Box box, int pictureWidth, int pictureHeight) {
        // The models place the edge of a cut face a few pixels off at most.
        float near = 0.005f * Math.max(width, height);
        return box.height() >= smallestFace
                && (x == 0 || box.x() >= x + near)
                && (y == 0 || box.y() >= y + near)
                && (x + width == pictureWidth || box.x() + box.width() <= x + width - near)
                && (y + height == pictureHeight || box.y() + box.height() <= y + height - near);
    }
}
