package io.moodstream.detector;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Computes the mean colour of each cell of an image. It looks at some pixels only: all of a picture take ten times as long
 * and tell no more. For one image after the other, within one PointerScope.
 */
final class CellMeans {
    private final Size samplesSize;
    private final Size meansSize;
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
    }

    /**
     * Puts the means of an image into an array, three bytes a cell, row by row.
     *
     * @param at where the first one goes
     */
    void of(Mat image, byte[] colours, int at) {
        resize(image, samples, samplesSize, 0, 0, INTER_LINEAR);
        resize(samples, means, meansSize, 0, 0, INTER_AREA);
        means.data().get(colours, at, 3 * meansSize.area());
    }
}
