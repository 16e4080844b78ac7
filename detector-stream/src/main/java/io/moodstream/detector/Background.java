package io.moodstream.detector;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.moodstream.detector.models.Box;
import io.moodstream.pictures.DecodedPicture;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Holds the mean brightness of a picture's cells, without those that show a face: enough to notice that something beside
 * the faces has changed, and too coarse to see anybody.
 *
 * @param cells {@value #COLUMNS} x {@value #ROWS} values of 1 to 255, row by row; 0 where there is a face; empty if
 *     nothing is known
 */
record Background(ByteBuffer cells) {
    /** If nothing is known. */
    static final Background NONE = new Background(ByteBuffer.allocate(0));

    private static final int COLUMNS = 32;
    private static final int ROWS = 24;

    /** Pixels of a cell that are looked at, in each direction. */
    private static final int SAMPLES = 5;

    /** From this difference on a cell has changed. The noise of a camera changes the mean of 100 pixels by 1 or 2. */
    private static final int CHANGED = 10;

    /** Side of the square around a known face in which changes are expected, in heights of the face. */
    private static final float REACH = 3;

    /** Reads all cells of a picture, those with faces, too. */
    @SuppressWarnings("try") // A PointerScope works by being open.
    static Background of(DecodedPicture picture) {
        byte[] colours = new byte[3 * COLUMNS * ROWS];
        try (PointerScope scope = new PointerScope()) {
            Mat samples = new Mat();
            Mat means = new Mat();
            // All pixels would take ten times as long and tell no more.
            Size few = new Size(SAMPLES * COLUMNS, SAMPLES * ROWS);
            resize(picture.bgr(), samples, few, 0, 0, INTER_LINEAR);
            resize(samples, means, new Size(COLUMNS, ROWS), 0, 0, INTER_AREA);
            means.data().get(colours);
        }
        byte[] cells = new byte[COLUMNS * ROWS];
        for (int i = 0; i < cells.length; i++) {
            int sum = (colours[3 * i] & 0xff) + (colours[3 * i + 1] & 0xff) + (colours[3 * i + 2] & 0xff);
            cells[i] = (byte) Math.max(1, sum / 3);
        }
        return new Background(ByteBuffer.wrap(cells));
    }

    /**
     * Returns the cells without those that touch a face; nothing if there is no face, since the next picture is searched
     * everywhere then.
     *
     * @param faces relative to the picture
     */
    Background without(List<Box> faces) {
        if (faces.isEmpty() || cells.remaining() == 0) {
            return NONE;
        }
        byte[] left = new byte[cells.remaining()];
        cells.get(0, left);
        for (Box face : faces) {
            int right = cell(face.x() + face.width(), COLUMNS);
            for (int row = cell(face.y(), ROWS); row <= cell(face.y() + face.height(), ROWS); row++) {
                Arrays.fill(left, row * COLUMNS + cell(face.x(), COLUMNS), row * COLUMNS + right + 1, (byte) 0);
            }
        }
        return new Background(ByteBuffer.wrap(left));
    }

    private static int cell(float place, int count) {
        return Math.max(0, Math.min(count - 1, (int) (place * count)));
    }

    /**
     * Returns whether a cell far from the known faces differs from the one of the picture before.
     *
     * @param faces where they were in that picture, relative to it
     * @param shape width of the pictures divided by their height
     */
    boolean changedSince(Background before, List<Box> faces, float shape) {
        if (before.cells.remaining() != cells.remaining()) {
            return true;
        }
        for (int i = 0; i < cells.remaining(); i++) {
            int was = before.cells.get(i) & 0xff;
            boolean changed = was > 0 && Math.abs((cells.get(i) & 0xff) - was) >= CHANGED;
            if (changed && !isNear(faces, (i % COLUMNS + 0.5f) / COLUMNS, (i / COLUMNS + 0.5f) / ROWS, shape)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNear(List<Box> faces, float x, float y, float shape) {
        for (Box face : faces) {
            float reach = REACH / 2 * face.height();
            if (Math.abs(x - face.centreX()) * shape <= reach && Math.abs(y - face.centreY()) <= reach) {
                return true;
            }
        }
        return false;
    }
}
