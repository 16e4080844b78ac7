package io.moodstream.detector.models;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import io.moodstream.pictures.BrokenPictureException;
import io.moodstream.pictures.PictureFormat;
import io.moodstream.pictures.PictureHeader;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes JPEG and PNG, and nothing else. It refuses pictures that OpenCV would accept silently: those that are too
 * large, that end early, or whose structure is broken.
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
        header.requireWhole(bytes);
        return new DecodedPicture(pixels(bytes, header.format()));
    }

    private static Mat pixels(byte[] bytes, PictureFormat format) {
        try (PointerScope scope = new PointerScope()) {
            Mat encoded = new Mat(1, bytes.length, CV_8UC1, new BytePointer(bytes));
            Mat bgr = imdecode(encoded, IMREAD_COLOR);
            if (bgr.empty()) {
                throw new BrokenPictureException("undecodable", "image begins as " + format + " but cannot be decoded");
            }
            bgr.retainReference(); // outlives the scope
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
