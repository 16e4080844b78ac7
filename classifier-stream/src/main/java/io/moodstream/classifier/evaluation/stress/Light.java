package io.moodstream.classifier.evaluation.stress;

/** Changes the light of a picture and what the sensor makes of it. */
final class Light {
    /** Deviation of the sum of four random bytes. */
    private static final double FOUR_BYTES = Math.sqrt(65535 / 3.0);

    private static final double MEAN_OF_FOUR_BYTES = 510;
    private static final double SENSOR_NOISE = 2;

    private Light() {}

    /** Leaves a share of the light, and the sensor's noise as it was. */
    static GreyPicture dark(GreyPicture picture, int row, double share) {
        return noise(picture.map(grey -> grey * share), row, SENSOR_NOISE);
    }

    /** Multiplies the light; what is brighter than white is white. */
    static GreyPicture bright(GreyPicture picture, int row, double times) {
        return picture.map(grey -> grey * times);
    }

    /** Draws all values towards the middle grey. */
    static GreyPicture lowContrast(GreyPicture picture, int row, double share) {
        return picture.map(grey -> 128 + (grey - 128) * share);
    }

    /** Adds nearly normal noise of this deviation to each pixel. */
    static GreyPicture noise(GreyPicture picture, int row, double deviation) {
        int side = picture.side();
        return GreyPicture.filled(side, (x, y) -> {
            int bits = mixed(row * side * side + y * side + x);
            int sum = (bits & 0xff) + (bits >>> 8 & 0xff) + (bits >>> 16 & 0xff) + (bits >>> 24);
            return picture.at(x, y) + (sum - MEAN_OF_FOUR_BYTES) / FOUR_BYTES * deviation;
        });
    }

    /** Returns 32 bits that look random and depend on nothing but the number. */
    static int mixed(int number) {
        int bits = (number ^ number >>> 16) * 0x7feb352d;
        bits = (bits ^ bits >>> 15) * 0x846ca68b;
        return bits ^ bits >>> 16;
    }
}
