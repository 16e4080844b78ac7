package io.moodstream.detector.models;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Holds a decoded picture in native memory; the caller that decoded it closes it.
 *
 * @param bgr rows of 8-bit blue, green, red
 */
public record DecodedPicture(Mat bgr) implements AutoCloseable {

    /** Pixels. */
    public int width() {
        return bgr.cols();
    }

    /** Pixels. */
    public int height() {
        return bgr.rows();
    }

    @Override
    public void close() {
        bgr.close();
    }
}
