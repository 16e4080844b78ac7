package io.moodstream.detector.models;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

    /** Size of what a face needs of a tile, in sizes of the face. */
    private static final float ROOM = 1.3f;

    /** Returns a tile that covers the whole picture. */
    static Tile whole(int width, int height, int smallestFace) {
        return new Tile(0, 0, width, height, smallestFace);
    }

    /**
     * Returns the tiles in which all faces are found as long as they hardly move: for each the first one that holds it,
     * or the last one, which is the largest.
     */
    static Set<Tile> holding(List<Box> faces, List<Tile> tiles, int pictureWidth, int pictureHeight) {
        Set<Tile> holding = new LinkedHashSet<>();
        for (Box face : faces) {
            Box roomy = Box.around(face.centreX(), face.centreY(), ROOM * face.width(), ROOM * face.height());
            holding.add(tiles.stream()
                    .filter(tile -> tile.owns(roomy, pictureWidth, pictureHeight))
                    .findFirst()
                    .orElse(tiles.get(tiles.size() - 1)));
        }
        return holding;
    }

    /** Returns where it is. */
    Box box() {
        return new Box(x, y, width, height);
    }

    /** Returns the right edge. */
    int right() {
        return x + width;
    }

    /** Returns the lower edge. */
    int bottom() {
        return y + height;
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
                && (right() == pictureWidth || box.x() + box.width() <= right() - near)
                && (bottom() == pictureHeight || box.y() + box.height() <= bottom() - near);
    }
}
