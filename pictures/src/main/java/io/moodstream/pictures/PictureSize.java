package io.moodstream.pictures;

/**
 * A picture's size as its header says.
 *
 * @param width pixels
 * @param height pixels
 */
public record PictureSize(int width, int height) {
    /** Returns width times height. */
    public long pixels() {
        return (long) width * height;
    }
}
