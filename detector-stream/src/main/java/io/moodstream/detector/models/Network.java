package io.moodstream.detector.models;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** Runs a neural network on one picture at a time. Thread-safe. */
interface Network extends AutoCloseable {
    /**
     * Runs the network.
     *
     * @param image 8-bit BGR of the input's size
     * @return the outputs: those of the scores, then those of the boxes, in the manifest's order
     */
    List<Rows> run(Mat image);

    @Override
    void close();

    /**
     * Holds an output: rows of numbers.
     *
     * @param values row by row
     * @param columns how many numbers a row has
     */
    record Rows(float[] values, int columns) {
        int count() {
            return values.length / columns;
        }

        float at(int row, int column) {
            return values[row * columns + column];
        }
    }
}
