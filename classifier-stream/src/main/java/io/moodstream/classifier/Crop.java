package io.moodstream.classifier;

/**
 * A face cut out of its frame, as the classifier sees it.
 *
 * @param side width and height, pixels
 * @param pixels side x side grey values, 8 bit, row by row from the top left
 */
public record Crop(int side, byte[] pixels) {
    /** Fewer pixels than this show no expression. */
    static final int MIN_SIDE = 16;

    /** More than any frame can hold many of. */
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
            throw new IllegalArgumentException("crop holds " + pixels.length + " bytes; expected side x side = " + side
                    + " x " + side + " = " + side * side);
        }
    }

    /** The grey value at a place, 0 to 255. */
    public int grey(int x, int y) {
        return pixels[y * side + x] & 0xff;
    }
}
