package io.moodstream.detector.models;

/**
 * Describes a part of a picture, in pixels.
 *
 * @param x left edge
 * @param y top edge
 * @param width of the part
 * @param height of the part
 * @param smallestFace height of the smallest face that is searched for in this tile; smaller ones are left to other
 *     tiles
 */
record Tile(int x, int y, int width, int height, int smallestFace) {

    /** Returns a tile that covers the whole picture. */
    static Tile whole(int width, int height, int smallestFace) {
        return new Tile(0, 0, width, height, smallestFace);
    }

    /**
     * Returns whether the box belongs to this tile: it is large enough, and no edge of the tile inside the picture cuts
     * it.
     */
    boolean owns(Box box, int pictureWidth, int pictureHeight) {
        // The models misplace the edge of a cut face by a few pixels at most.
        float near = 0.005f * Math.max(width, height);
        return box.height() >= smallestFace
                && (x == 0 || box.x() >= x + near)
                && (y == 0 || box.y() >= y + near)
                && (x + width == pictureWidth || box.x() + box.width() <= x + width - near)
                && (y + height == pictureHeight || box.y() + box.height() <= y + height - near);
    }
}
