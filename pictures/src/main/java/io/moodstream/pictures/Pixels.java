package io.moodstream.pictures;

import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Lays pictures on white and turns them upright after they were decoded. */
@SuppressWarnings("try") // A PointerScope works by being open.
final class Pixels {
    private static final int LEFT_RIGHT = 1;
    private static final int UPSIDE_DOWN = 0;
    private static final int BOTH_WAYS = -1;

    private Pixels() {}

    /**
     * Lays a picture on white, as a page would show it; without its alpha any colour may stand where nothing is.
     *
     * @param bgra 8-bit blue, green, red, alpha
     * @return 8-bit blue, green, red
     */
    static Mat onWhite(Mat bgra) {
        try (PointerScope scope = new PointerScope()) {
            Mat alpha = new Mat();
            extractChannel(bgra, alpha, 3);
            cvtColor(alpha, alpha, COLOR_GRAY2BGR);
            Mat bgr = new Mat();
            cvtColor(bgra, bgr, COLOR_BGRA2BGR);
            multiply(bgr, alpha, bgr, 1 / 255.0, -1);
            bitwise_not(alpha, alpha);
            add(bgr, alpha, bgr);
            bgr.retainReference(); // outlives the scope
            return bgr;
        }
    }

    /**
     * Turns and mirrors a picture.
     *
     * @param orientation how it stands, as EXIF has it, 1 to 8
     */
    static void turn(Mat pixels, int orientation) {
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
    }
}
