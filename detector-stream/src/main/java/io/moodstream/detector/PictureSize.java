package io.moodstream.detector;

/**
 * A picture's size as its header says.
 *
 * @param width pixels
 * @param height pixels
 */
record PictureSize(int width, int height) {
    long pixels() {
        return (long) width * height;
    }
}
