package io.moodstream.classifier.evaluation.stress;

import io.moodstream.classifier.Crop;
import java.util.function.DoubleUnaryOperator;

/**
 * Holds a square picture of grey values that need not be whole.
 *
 * @param side width and height, pixels
 * @param greys values from 0 to 255, row by row
 */
record GreyPicture(int side, double[] greys) {
    /** Computes a grey value from the place of its pixel. */
    interface Greys {
        double at(int x, int y);
    }

    static GreyPicture of(Crop crop) {
        return filled(crop.side(), crop::grey);
    }

    static GreyPicture filled(int side, Greys greys) {
        double[] values = new double[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                values[y * side + x] = greys.at(x, y);
            }
        }
        return new GreyPicture(side, values);
    }

    /** Returns the picture in whole grey values, halves rounded up. */
    Crop toCrop() {
        byte[] pixels = new byte[greys.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) whole(greys[i]);
        }
        return new Crop(side, pixels);
    }

    /** Returns the nearest whole grey value. */
    static int whole(double grey) {
        return (int) Math.max(0, Math.min(255, Math.floor(grey + 0.5)));
    }

    GreyPicture map(DoubleUnaryOperator change) {
        return filled(side, (x, y) -> change.applyAsDouble(greys[y * side + x]));
    }

    /** Returns the value at a pixel; beyond the edge, the edge goes on. */
    double at(int x, int y) {
        return greys[clamp(y) * side + clamp(x)];
    }

    private int clamp(int place) {
        return Math.max(0, Math.min(side - 1, place));
    }

    /** Returns the value between pixels, bilinear; beyond the edge, the edge goes on. */
    double at(double x, double y) {
        double inX = Math.max(0, Math.min(side - 1, x));
        double inY = Math.max(0, Math.min(side - 1, y));
        int left = (int) inX;
        int top = (int) inY;
        double upper = between(at(left, top), at(left + 1, top), inX - left);
        double lower = between(at(left, top + 1), at(left + 1, top + 1), inX - left);
        return between(upper, lower, inY - top);
    }

    private static double between(double first, double second, double share) {
        return first * (1 - share) + second * share;
    }
}
