package io.moodstream.detector.models;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a large picture into overlapping tiles, so that small faces stay large enough for the model.
 *
 * @param side side of a tile, pixels; a picture up to an eighth larger is one tile
 * @param overlap smallest overlap of neighbours, pixels; faces up to that size are whole in one of them
 * @param wholeFrame whether a picture of several tiles is also searched as a whole, for faces larger than the overlap
 */
record Tiling(int side, int overlap, boolean wholeFrame) {

    Tiling {
        Manifests.require(side >= 64, "tiling.side", side, "at least 64 pixels");
        Manifests.require(overlap >= 0 && overlap <= side / 2, "tiling.overlap", overlap, "0 to half the side");
    }

    /** Returns the tiles of a picture, row by row, then the whole picture if it has several tiles. */
    List<Tile> over(int width, int height) {
        List<Tile> tiles = new ArrayList<>();
        int tileWidth = tileLength(width);
        int tileHeight = tileLength(height);
        for (int y : starts(height, tileHeight)) {
            for (int x : starts(width, tileWidth)) {
                tiles.add(new Tile(x, y, tileWidth, tileHeight, 0));
            }
        }
        if (tiles.size() > 1 && wholeFrame) {
            // Half the overlap, so that faces near the limit are searched for in both ways.
            tiles.add(Tile.whole(width, height, overlap / 2));
        }
        return tiles;
    }

    private int tileLength(int length) {
        return length <= side + side / 8 ? length : side;
    }

    private int[] starts(int length, int tileLength) {
        int count = (int) Math.ceil(Math.max(1, length - overlap) / (double) Math.max(1, tileLength - overlap));
        int[] starts = new int[count];
        for (int i = 1; i < count; i++) {
            starts[i] = Math.round(i * (length - tileLength) / (float) (count - 1));
        }
        return starts;
    }
}
