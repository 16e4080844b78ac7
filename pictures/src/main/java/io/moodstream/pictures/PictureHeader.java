package io.moodstream.pictures;

/**
 * What a picture's first bytes say, before anything is decoded.
 *
 * @param format JPEG or PNG, by content
 * @param width pixels
 * @param height pixels
 * @param metadata whether it carries more than the picture: EXIF (where it was taken), comments, texts
 */
public record PictureHeader(PictureFormat format, int width, int height, boolean metadata) {

    /**
     * Reads the header of a picture. Nothing may be in it that another reader could take differently: markers without
     * a segment, or a second size.
     *
     * @throws BrokenPictureException if the picture is neither JPEG nor PNG, or its header is broken
     */
    public static PictureHeader read(byte[] image) {
        PictureFormat format = PictureFormat.of(image);
        return switch (format) {
            case JPEG -> JpegFile.header(image);
            case PNG -> PngFile.header(image);
            default ->
                throw new BrokenPictureException(
                        BrokenPictureException.NOT_A_PICTURE,
                        "image of " + image.length + " bytes is " + format + ", expected a JPEG or PNG");
        };
    }

    /**
     * Checks that the picture is there to its end and was not damaged, as far as that can be told without decoding it.
     *
     * @param image whose header this is
     * @return the very array, or a copy with an end marker if it lacks only that
     * @throws BrokenPictureException saying what is wrong
     */
    public byte[] requireWhole(byte[] image) {
        if (format == PictureFormat.JPEG) {
            return JpegFile.requireWhole(image);
        }
        PngFile.requireWhole(image);
        return image;
    }

    /**
     * Returns the picture with nothing but what it takes to draw it upright. Texts and profiles may be broken, or may
     * be small and unpack to gigabytes; whoever decodes the picture is not to meet them.
     *
     * @param image whose header this is
     */
    public byte[] stripMetadata(byte[] image) {
        return format == PictureFormat.JPEG ? JpegFile.stripMetadata(image) : PngFile.stripMetadata(image);
    }

    /** Returns how many pixels decoding it takes. */
    public long pixels() {
        return (long) width * height;
    }
}
