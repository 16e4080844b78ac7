package io.moodstream.classifier.evaluation.stress;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Takes detail from a picture. */
final class Optics {
    private Optics() {}

    /** Shrinks the picture to a side that divides its own, by means of whole pixels, and enlarges it again. */
    static GreyPicture small(GreyPicture picture, int row, double side) {
        int step = picture.side() / (int) side;
        GreyPicture shrunk = GreyPicture.filled((int) side, (x, y) -> GreyPicture.whole(mean(picture, x, y, step)));
        return GreyPicture.filled(picture.side(), (x, y) -> shrunk.at((x + 0.5) / step - 0.5, (y + 0.5) / step - 0.5));
    }

    private static double mean(GreyPicture picture, int x, int y, int step) {
        double sum = 0;
        for (int i = 0; i < step * step; i++) {
            sum += picture.at(x * step + i % step, y * step + i / step);
        }
        return sum / (step * step);
    }

    /** Blurs with a normal distribution of this deviation. */
    static GreyPicture defocused(GreyPicture picture, int row, double deviation) {
        int reach = (int) Math.ceil(3 * deviation);
        double[] bell = IntStream.rangeClosed(-reach, reach)
                .mapToDouble(i -> Math.exp(-i * i / (2 * deviation * deviation)))
                .toArray();
        double sum = DoubleStream.of(bell).sum();
        double[] weights = DoubleStream.of(bell).map(value -> value / sum).toArray();
        return spread(spread(picture, weights, 0, 1), weights, 1, 0);
    }

    /** Smears along the rows over an odd number of pixels. */
    static GreyPicture moving(GreyPicture picture, int row, double length) {
        double[] weights =
                DoubleStream.generate(() -> 1 / length).limit((long) length).toArray();
        return spread(picture, weights, 1, 0);
    }

    private static GreyPicture spread(GreyPicture picture, double[] weights, int right, int down) {
        int reach = weights.length / 2;
        return GreyPicture.filled(picture.side(), (x, y) -> {
            double sum = 0;
            for (int i = -reach; i <= reach; i++) {
                sum += weights[i + reach] * picture.at(x + i * right, y + i * down);
            }
            return sum;
        });
    }
}
