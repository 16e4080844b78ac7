package io.moodstream.pictures;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

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
    private static final int LEFT_RIGHT = 1;
    private static final int UPSIDE_DOWN = 0;
    private static final int BOTH_WAYS = -1;

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
     * Decodes a picture.
     *
     * @throws BrokenPictureException saying what the bytes are or what is wrong with them
     */
    public DecodedPicture decode(byte[] bytes) {
        if (bytes.length == 0) {
            throw new BrokenPictureException("empty-image", "image has 0 bytes, expected a JPEG or PNG");
        }
        PictureHeader header = PictureHeader.read(bytes);
        refuseTooLarge(header);
        byte[] whole = header.requireWhole(bytes);
        boolean transparent = header.format() == PictureFormat.PNG && PngFile.transparent(whole);
        return new DecodedPicture(transparent ? onWhite(whole) : pixels(whole, header.format(), IMREAD_COLOR));
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

    /** Lays a PNG on white, as a page would show it; without its alpha any colour may stand where nothing is. */
    private static Mat onWhite(byte[] png) {
        try (PointerScope scope = new PointerScope()) {
            Mat pixels = pixels(png, PictureFormat.PNG, IMREAD_UNCHANGED);
            if (pixels.depth() == CV_16U) {
                pixels.convertTo(pixels, CV_8U, 1 / 257.0, 0);
            }
            if (pixels.channels() != 4) { // nothing in it is transparent
                return upright(pixels(png, PictureFormat.PNG, IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION), png);
            }
            Mat alpha = new Mat();
            extractChannel(pixels, alpha, 3);
            cvtColor(alpha, alpha, COLOR_GRAY2BGR);
            Mat bgr = new Mat();
            cvtColor(pixels, bgr, COLOR_BGRA2BGR);
            multiply(bgr, alpha, bgr, 1 / 255.0, -1);
            bitwise_not(alpha, alpha);
            add(bgr, alpha, bgr);
            return upright(bgr, png);
        }
    }

    /** Turns and mirrors a PNG's pixels as its EXIF says; OpenCV leaves this out where it keeps alpha. */
    private static Mat upright(Mat pixels, byte[] png) {
        int orientation = PngFile.orientation(png);
        if (orientation >= 5) {
            transpose(pixels, pixels);
        }
        switch (orientation) {
            case 2, 6 -> flip(pixels, pixels, LEFT_RIGHT);
            case 3, 7 -> flip(pixels, pixels, BOTH_WAYS);
            case 4, 8 -> flip(pixels, pixels, UPSIDE_DOWN);
            default -> {
                // It stands upright.
            }
        }
        pixels.retainReference(); // outlives the scope
        return pixels;
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
