package io.moodstream.detector;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Computes the mean colour of each cell of an image, of some of its pixels: all of a picture's take ten times as long and
 * tell no more. It is used for one image after the other; the PointerScope in which it was made frees its memory.
 */
final class CellMeans {
    /** Bytes of a colour. */
    static final int COLOUR = 3;

    private final Size samplesSize;
    private final Size meansSize;
    private final int length;
    private final Mat samples = new Mat();
    private final Mat means = new Mat();

    /**
     * @param columns cells in a row
     * @param rows of cells
     * @param perSide pixels of a cell that it looks at, in each direction
     */
    CellMeans(int columns, int rows, int perSide) {
        this.samplesSize = new Size(perSide * columns, perSide * rows);
        this.meansSize = new Size(columns, rows);
        this.length = COLOUR * columns * rows;
    }

    /**
     * Puts the means of an image into an array, three bytes a cell, row by row.
     *
     * @param at where the first one goes
     */
    void of(Mat image, byte[] colours, int at) {
        resize(image, samples, samplesSize, 0, 0, INTER_LINEAR);
        resize(samples, means, meansSize, 0, 0, INTER_AREA);
        means.data().get(colours, at, length);
    }
}
