package io.moodstream.classifier.evaluation.stress;

/** Places a picture otherwise; beyond its edge, the edge goes on. */
final class Pose {
    /** How far the eye is from the turned plane, in half sides of the picture. */
    private static final double DISTANCE = 4;

    private Pose() {}

    /** Turns the flat picture about its vertical axis: no head is turned, as both of its sides stay in view. */
    static GreyPicture turnedPlane(GreyPicture picture, int row, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double half = picture.side() / 2.0;
        double centre = centre(picture);
        return GreyPicture.filled(picture.side(), (x, y) -> {
            double u = (x - centre) / half;
            double across = u * DISTANCE / (DISTANCE * cos - u * sin);
            double down = (y - centre) / half * (DISTANCE + across * sin) / DISTANCE;
            return picture.at(centre + half * across, centre + half * down);
        });
    }

    /** Rotates the picture in its plane. */
    static GreyPicture rolled(GreyPicture picture, int row, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double centre = centre(picture);
        return GreyPicture.filled(
                picture.side(),
                (x, y) -> picture.at(
                        centre + cos * (x - centre) - sin * (y - centre),
                        centre + sin * (x - centre) + cos * (y - centre)));
    }

    /** Moves the picture to the right and down. */
    static GreyPicture shifted(GreyPicture picture, int row, double pixels) {
        return GreyPicture.filled(picture.side(), (x, y) -> picture.at(x - pixels, y - pixels));
    }

    /** Enlarges the picture about its centre, or shrinks it. */
    static GreyPicture scaled(GreyPicture picture, int row, double times) {
        double centre = centre(picture);
        return GreyPicture.filled(
                picture.side(), (x, y) -> picture.at(centre + (x - centre) / times, centre + (y - centre) / times));
    }

    private static double centre(GreyPicture picture) {
        return (picture.side() - 1) / 2.0;
    }
}
