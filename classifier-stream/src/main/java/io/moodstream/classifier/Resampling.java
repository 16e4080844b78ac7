package io.moodstream.classifier;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Scales crops to the input size of a model with a triangle filter, first horizontally, then vertically. Enlarging is
 * bilinear interpolation; for shrinking the filter widens with the step, so that no pixel is skipped (as in Pillow's
 * BILINEAR).
 */
final class Resampling {
    /** A detector's crops have one side. Crops of ever other sides must not fill the memory with their weights. */
    private static final int MOST_KEPT = 64;

    /** The weights of pairs of sides that have occurred. */
    private static final Map<Sides, List<Weights>> WEIGHTS = new ConcurrentHashMap<>();

    private Resampling() {}

    private record Sides(int from, int to) {}

    /**
     * Holds the weights of old pixels in a new one, which sum to 1.
     *
     * @param first the first old pixel that counts; those before it and behind the last have the weight 0
     */
    record Weights(int first, float[] values) {}

    /** Returns the crop in the given size, pixels; the crop itself if it has that size. */
    static Crop to(int side, Crop crop) {
        if (crop.side() == side) {
            return crop;
        }
        List<Weights> weights = weights(crop.side(), side);
        byte[] pixels = new byte[side * side];
        float[] rows = new float[crop.side() * side];
        for (int x = 0; x < side; x++) {
            int first = weights.get(x).first();
            float[] values = weights.get(x).values();
            for (int y = 0; y < crop.side(); y++) {
                float sum = 0;
                for (int i = 0; i < values.length; i++) {
                    sum += values[i] * crop.grey(first + i, y);
                }
                rows[y * side + x] = sum;
            }
        }
        for (int y = 0; y < side; y++) {
            int first = weights.get(y).first();
            float[] values = weights.get(y).values();
            for (int x = 0; x < side; x++) {
                float sum = 0;
                for (int i = 0; i < values.length; i++) {
                    sum += values[i] * rows[(first + i) * side + x];
                }
                pixels[y * side + x] = (byte) Math.round(sum);
            }
        }
        return new Crop(side, pixels);
    }

    /** Returns the weights of each new pixel. */
    static List<Weights> weights(int from, int to) {
        Sides sides = new Sides(from, to);
        List<Weights> kept = WEIGHTS.get(sides);
        if (kept != null) {
            return kept;
        }
        List<Weights> weights = IntStream.range(0, to)
                .mapToObj(pixel -> weights(from, to, pixel))
                .toList();
        if (WEIGHTS.size() >= MOST_KEPT) {
            WEIGHTS.clear();
        }
        WEIGHTS.put(sides, weights);
        return weights;
    }

    private static Weights weights(int from, int to, int pixel) {
        double step = (double) from / to;
        double reach = Math.max(1, step);
        double centre = (pixel + 0.5) * step - 0.5;
        int first = Math.max(0, (int) Math.ceil(centre - reach));
        int last = Math.min(from - 1, (int) Math.floor(centre + reach));
        double[] heights = new double[last - first + 1];
        double sum = 0;
        for (int i = 0; i < heights.length; i++) {
            heights[i] = Math.max(0, 1 - Math.abs(first + i - centre) / reach);
            sum += heights[i];
        }
        float[] values = new float[heights.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (heights[i] / sum);
        }
        return new Weights(first, values);
    }
}
