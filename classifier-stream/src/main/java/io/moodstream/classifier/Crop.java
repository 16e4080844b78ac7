package io.moodstream.classifier;

/**
 * Holds a face cut out of its frame, as the classifier gets it.
 *
 * @param side width and height, pixels
 * @param pixels side x side grey values, 8 bit, row by row from the top left
 */
public record Crop(int side, byte[] pixels) {
    /** Smaller crops show no expression. */
    static final int MIN_SIDE = 16;

    /** A bound against absurd sizes: no frame has many such large faces. */
    static final int MAX_SIDE = 1024;

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if the side is out of 16 to 1024 or the bytes are not side x side
     */
    public Crop {
        if (side < MIN_SIDE || side > MAX_SIDE) {
            throw new IllegalArgumentException("side is " + side + " pixels; expected " + MIN_SIDE + " to " + MAX_SIDE);
        }
        if (pixels.length != side * side) {
            throw new IllegalArgumentException("crop has " + pixels.length + " bytes; expected side x side = " + side
                    + " x " + side + " = " + side * side);
        }
    }

    /** Returns the grey value of a pixel, 0 to 255. */
    public int grey(int x, int y) {
        return pixels[y * side + x] & 0xff;
    }
}
