package io.moodstream.classifier;

/**
 * Scales crops to the input size of a model with a triangle filter, first horizontally, then vertically. Enlarging is
 * bilinear interpolation; for shrinking the filter widens with the step, so that no pixel is skipped (as in Pillow's
 * BILINEAR).
 */
final class Resampling {
    private Resampling() {}

    /** Returns the crop in the given size, pixels; the crop itself if it has that size. */
    static Crop to(int side, Crop crop) {
        if (crop.side() == side) {
            return crop;
        }
        float[][] weights = weights(crop.side(), side);
        byte[] pixels = new byte[side * side];
        float[] rows = new float[crop.side() * side];
        for (int y = 0; y < crop.side(); y++) {
            for (int x = 0; x < side; x++) {
                float sum = 0;
                for (int from = 0; from < crop.side(); from++) {
                    sum += weights[x][from] * crop.grey(from, y);
                }
                rows[y * side + x] = sum;
            }
        }
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                float sum = 0;
                for (int from = 0; from < crop.side(); from++) {
                    sum += weights[y][from] * rows[from * side + x];
                }
                pixels[y * side + x] = (byte) Math.round(sum);
            }
        }
        return new Crop(side, pixels);
    }

    /** Returns the weights [to][from] of each old pixel in each new one; each row sums to 1. */
    private static float[][] weights(int from, int to) {
        double step = (double) from / to;
        double reach = Math.max(1, step);
        float[][] weights = new float[to][from];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * step - 0.5;
            double sum = 0;
            for (int j = 0; j < from; j++) {
                sum += Math.max(0, 1 - Math.abs(j - centre) / reach);
            }
            for (int j = 0; j < from; j++) {
                weights[i][j] = (float) (Math.max(0, 1 - Math.abs(j - centre) / reach) / sum);
            }
        }
        return weights;
    }
}
