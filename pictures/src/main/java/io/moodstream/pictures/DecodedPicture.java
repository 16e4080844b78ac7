package io.moodstream.pictures;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Holds a decoded picture in native memory; the caller that decoded it closes it.
 *
 * @param bgr rows of 8-bit blue, green, red
 */
public record DecodedPicture(Mat bgr) implements AutoCloseable {
    /** The longest side of a JPEG, pixels (JPEG_MAX_DIMENSION of libjpeg). */
    private static final int LONGEST_JPEG_SIDE = 65_500;

    /**
     * Makes a picture of pixels that something else has decoded.
     *
     * @param bgra rows of 8-bit blue, green, red, alpha; they are copied
     * @param rowBytes from the beginning of a row to that of the next
     * @param orientation how it stands, as EXIF has it, 1 to 8
     */
    public static DecodedPicture of(Pointer bgra, long rowBytes, int width, int height, int orientation) {
        OpenCv.prepare();
        try (Mat pixels = new Mat(height, width, CV_8UC4, bgra, rowBytes)) {
            Mat bgr = Pixels.onWhite(pixels);
            Pixels.turn(bgr, orientation);
            return new DecodedPicture(bgr);
        }
    }

    /** Pixels. */
    public int width() {
        return bgr.cols();
    }

    /** Pixels. */
    public int height() {
        return bgr.rows();
    }

    /**
     * Returns the picture, or a smaller one of the same shape.
     *
     * @param longest largest width and height, pixels
     */
    public DecodedPicture within(int longest) {
        double scale = (double) longest / Math.max(width(), height());
        if (scale >= 1) {
            return new DecodedPicture(bgr.clone());
        }
        try (Size size = new Size(scaled(width(), scale), scaled(height(), scale))) {
            Mat smaller = new Mat();
            resize(bgr, smaller, size, 0, 0, INTER_AREA);
            return new DecodedPicture(smaller);
        }
    }

    private static int scaled(int length, double scale) {
        return (int) Math.max(1, Math.round(length * scale));
    }

    /** Returns the grey values, 8 bit, row by row from the top left: those of colours by the weights of Rec. 601. */
    public byte[] greys() {
        try (Mat grey = new Mat()) {
            cvtColor(bgr, grey, COLOR_BGR2GRAY);
            byte[] greys = new byte[width() * height()];
            grey.data().get(greys);
            return greys;
        }
    }

    /**
     * Encodes the picture as JPEG, without metadata.
     *
     * @param quality 1 to 100
     * @throws BrokenPictureException if it has a side of more than 65,500 pixels
     */
    public byte[] toJpeg(int quality) {
        try (BytePointer encoded = new BytePointer();
                IntPointer options = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
            if (!imencode(".jpg", bgr, encoded, options)) {
                throw new BrokenPictureException(
                        "no-jpeg", "image of " + width() + "x" + height() + " cannot be encoded as JPEG");
            }
            byte[] jpeg = new byte[(int) encoded.limit()];
            encoded.get(jpeg);
            return jpeg;
        }
    }

    /**
     * Encodes the picture as a JPEG that fits: in the best of several qualities, and smaller if none fits or it is
     * too long for a JPEG.
     *
     * @param bytes the most that it may have
     * @param qualities best first, 1 to 100
     */
    public byte[] toJpegWithin(int bytes, int... qualities) {
        if (Math.max(width(), height()) > LONGEST_JPEG_SIDE) {
            try (DecodedPicture shorter = within(LONGEST_JPEG_SIDE)) {
                return shorter.toJpegWithin(bytes, qualities);
            }
        }
        for (int quality : qualities) {
            byte[] jpeg = toJpeg(quality);
            if (jpeg.length <= bytes) {
                return jpeg;
            }
        }
        try (DecodedPicture smaller = within(Math.max(1, Math.max(width(), height()) * 2 / 3))) {
            return smaller.toJpegWithin(bytes, qualities);
        }
    }

    @Override
    public void close() {
        bgr.close();
    }
}
