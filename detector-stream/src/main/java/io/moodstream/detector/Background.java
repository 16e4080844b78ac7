package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import io.moodstream.pictures.DecodedPicture;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/**
 * Holds the mean brightness of a picture's cells outside the areas in which faces are searched for next: enough to notice
 * that something has changed there, and too coarse to see anybody.
 *
 * @param cells {@value #COLUMNS} x {@value #ROWS} values of 1 to 255, row by row; 0 inside those areas; empty if nothing
 *     is known
 */
@SuppressWarnings("try") // A PointerScope works by being open.
record Background(ByteBuffer cells) {
    /** If nothing is known. */
    static final Background NONE = new Background(ByteBuffer.allocate(0));

    private static final int COLUMNS = 32;
    private static final int ROWS = 24;

    /** Pixels of a cell that are looked at, in each direction. */
    private static final int SAMPLES = 5;

    /** From this difference on a cell has changed. The noise of a camera changes the mean of 100 pixels by 1 or 2. */
    private static final int CHANGED = 10;

    /** Reads all cells of a picture. */
    static Background of(DecodedPicture picture) {
        byte[] colours = new byte[CellMeans.COLOUR * COLUMNS * ROWS];
        try (PointerScope scope = new PointerScope()) {
            new CellMeans(COLUMNS, ROWS, SAMPLES).of(picture.bgr(), colours, 0);
        }
        byte[] cells = new byte[COLUMNS * ROWS];
        for (int i = 0; i < cells.length; i++) {
            int sum = (colours[3 * i] & 0xff) + (colours[3 * i + 1] & 0xff) + (colours[3 * i + 2] & 0xff);
            cells[i] = (byte) Math.max(1, sum / 3);
        }
        return new Background(ByteBuffer.wrap(cells));
    }

    /**
     * Returns the cells whose middles are in none of some areas; nothing if there are no areas, since the next picture is
     * searched everywhere then.
     *
     * @param areas relative to the picture
     */
    Background outside(List<Box> areas) {
        if (areas.isEmpty() || cells.remaining() == 0) {
            return NONE;
        }
        byte[] left = new byte[cells.remaining()];
        cells.get(0, left);
        for (Box area : areas) {
            int from = cell(area.x(), COLUMNS);
            int to = cell(area.x() + area.width(), COLUMNS);
            for (int row = cell(area.y(), ROWS); row < cell(area.y() + area.height(), ROWS); row++) {
                Arrays.fill(left, row * COLUMNS + from, row * COLUMNS + to, (byte) 0);
            }
        }
        return new Background(ByteBuffer.wrap(left));
    }

    /** Returns the first of so many cells whose middle is behind a place, 0 to 1. */
    private static int cell(float place, int count) {
        return Math.max(0, Math.min(count, Math.round(place * count)));
    }

    /** Returns whether one of the cells that are known of the picture before differs from this picture's. */
    boolean changedSince(Background before) {
        if (before.cells.remaining() != cells.remaining()) {
            return true;
        }
        for (int i = 0; i < cells.remaining(); i++) {
            int was = before.cells.get(i) & 0xff;
            if (was > 0 && Math.abs((cells.get(i) & 0xff) - was) >= CHANGED) {
                return true;
            }
        }
        return false;
    }
}
