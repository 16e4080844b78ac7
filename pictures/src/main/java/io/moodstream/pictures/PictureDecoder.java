package io.moodstream.pictures;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes JPEG and PNG, and nothing else, for whoever needs pixels: upright, in colours of 8 bits, what is transparent
 * on white. It refuses pictures that OpenCV would accept silently: those that are too large, that end early, or whose
 * structure is broken.
 */
@SuppressWarnings("try") // A PointerScope works by being open.
public final class PictureDecoder {
    private final long maxPixels;

    /**
     * Creates a decoder.
     *
     * @param maxPixels largest number of pixels in a picture, checked before decoding
     */
    public PictureDecoder(long maxPixels) {
        OpenCv.prepare();
        this.maxPixels = maxPixels;
    }

    /**
     * Decodes a picture after it was read to its end.
     *
     * @throws BrokenPictureException saying what the bytes are or what is wrong with them
     */
    public DecodedPicture decode(byte[] bytes) {
        return decode(bytes, false);
    }

    /**
     * Decodes a picture.
     *
     * @param whole whether a JPEG is known to be whole and need not be read to its end. If it is not, what is missing may be
     *     grey
     * @throws BrokenPictureException saying what the bytes are or what is wrong with them
     */
    public DecodedPicture decode(byte[] bytes, boolean whole) {
        if (bytes.length == 0) {
            throw new BrokenPictureException("empty-image", "image has 0 bytes, expected a JPEG or PNG");
        }
        PictureHeader header = PictureHeader.read(bytes);
        refuseTooLarge(header);
        boolean png = header.format() == PictureFormat.PNG;
        byte[] complete = whole && !png ? bytes : header.requireWhole(bytes);
        return new DecodedPicture(
                png && PngFile.transparent(complete)
                        ? onWhite(complete)
                        : pixels(complete, header.format(), IMREAD_COLOR));
    }

    private static Mat pixels(byte[] bytes, PictureFormat format, int flags) {
        try (PointerScope scope = new PointerScope()) {
            Mat encoded = new Mat(1, bytes.length, CV_8UC1, new BytePointer(bytes));
            Mat pixels = imdecode(encoded, flags);
            if (pixels.empty()) {
                throw new BrokenPictureException("undecodable", "image begins as " + format + " but cannot be decoded");
            }
            pixels.retainReference(); // outlives the scope
            return pixels;
        }
    }

    /** Decodes a PNG with its alpha, which OpenCV does not turn upright. */
    private static Mat onWhite(byte[] png) {
        Mat pixels = pixels(png, PictureFormat.PNG, IMREAD_UNCHANGED);
        if (pixels.depth() == CV_16U) {
            pixels.convertTo(pixels, CV_8U, 1 / 257.0, 0);
        }
        if (pixels.channels() != 4) { // its table makes nothing transparent
            pixels.close();
            return pixels(png, PictureFormat.PNG, IMREAD_COLOR);
        }
        try (pixels) {
            Mat bgr = Pixels.onWhite(pixels);
            Pixels.turn(bgr, PngFile.orientation(png));
            return bgr;
        }
    }

    private void refuseTooLarge(PictureHeader header) {
        if (header.pixels() > maxPixels) {
            throw new BrokenPictureException(
                    "too-many-pixels",
                    "image is " + header.width() + "x" + header.height() + ", more than DETECTOR_MAX_PIXELS="
                            + maxPixels);
        }
    }
}
