package io.moodstream.classifier.evaluation.stress;

import java.util.stream.DoubleStream;

/** Draws something in front of a face that stands as the detectors cut it out: 48 x 48 pixels, eyes in row 18. */
final class Covers {
    private static final double LENS = 20;
    private static final double CLOTH = 200;

    private Covers() {}

    /** Draws two dark lenses and a bridge, more or less opaque. */
    static GreyPicture darkGlasses(GreyPicture picture, int row, double opacity) {
        double centre = (picture.side() - 1) / 2.0;
        return GreyPicture.filled(picture.side(), (x, y) -> {
            double fromCentre = Math.abs(x - centre);
            double across = (fromCentre - 9) / 8;
            double down = (y - 18) / 6.0;
            boolean bridge = fromCentre < 3 && y >= 15 && y < 18;
            boolean covered = bridge || across * across + down * down <= 1;
            return covered ? picture.at(x, y) * (1 - opacity) + LENS * opacity : picture.at(x, y);
        });
    }

    /** Covers the face from below with light cloth. */
    static GreyPicture mask(GreyPicture picture, int row, double height) {
        return GreyPicture.filled(picture.side(), (x, y) -> y >= picture.side() - height ? CLOTH : picture.at(x, y));
    }

    /** Covers a square of the picture's mean grey, anywhere in its middle. */
    static GreyPicture hand(GreyPicture picture, int row, double side) {
        double centreX = place(2 * row);
        double centreY = place(2 * row + 1);
        double skin = DoubleStream.of(picture.greys()).average().orElse(0);
        return GreyPicture.filled(
                picture.side(),
                (x, y) ->
                        Math.abs(x - centreX) < side / 2 && Math.abs(y - centreY) < side / 2 ? skin : picture.at(x, y));
    }

    private static double place(int number) {
        return 8 + 32 * (Light.mixed(number) >>> 16) / 65536.0;
    }
}
