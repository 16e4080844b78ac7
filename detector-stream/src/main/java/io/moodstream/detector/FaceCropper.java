package io.moodstream.detector;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import io.moodstream.detector.models.Box;
import io.moodstream.detector.models.CropGeometry;
import io.moodstream.detector.models.Detection;
import io.moodstream.detector.models.Eyes;
import io.moodstream.pictures.DecodedPicture;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Crops faces as in FER2013: grey, 48x48, the square that {@link CropGeometry} gives. A tilted head is turned upright
 * by its eyes.
 */
@SuppressWarnings("try") // A PointerScope works by being open.
final class FaceCropper {
    /** Side of a crop, pixels. */
    static final int SIDE = 48;

    /** FER2013 does not level its faces: correcting a smaller tilt would only add the jitter of the eye points. */
    private static final double LEVEL_FROM = Math.toRadians(15);

    /** Above this angle the eye points are probably wrong. */
    private static final double LEVEL_TO = Math.toRadians(60);

    /** Samples of a crop's pixel in each direction, at most. */
    private static final int FINEST = 16;

    /** Up to so many samples each is a pixel of the picture. */
    private static final int FINE = 4;

    private final CropGeometry geometry;

    FaceCropper(CropGeometry geometry) {
        this.geometry = geometry;
    }

    /** Returns 48x48 grey values of each face, row by row, in the order of the faces. */
    List<byte[]> crop(DecodedPicture picture, List<Detection> faces) {
        try (PointerScope scope = new PointerScope()) {
            Mat grey = new Mat();
            if (!faces.isEmpty()) {
                cvtColor(picture.bgr(), grey, COLOR_BGR2GRAY);
            }
            List<byte[]> crops = new ArrayList<>(faces.size());
            for (Detection face : faces) {
                crops.add(crop(grey, geometry.square(face.box()), angle(face)));
            }
            return crops;
        }
    }

    /** Returns the tilt of the head, radians; 0 if it is nearly upright. */
    static double angle(Detection face) {
        double angle = face.eyes().map(Eyes::angle).orElse(0.0);
        return Math.abs(angle) >= LEVEL_FROM && Math.abs(angle) <= LEVEL_TO ? angle : 0;
    }

    /** Samples the square, then averages down, which avoids aliasing. */
    private static byte[] crop(Mat grey, Box square, double angle) {
        try (PointerScope scope = new PointerScope()) {
            int fine = samples(Math.round(square.width() / SIDE));
            Mat sampled = new Mat();
            warpAffine(
                    grey,
                    sampled,
                    toPicture(square, angle, SIDE * fine),
                    new Size(SIDE * fine, SIDE * fine),
                    INTER_LINEAR | WARP_INVERSE_MAP,
                    BORDER_REPLICATE,
                    Scalar.all(0));
            Mat crop = sampled;
            if (fine > 1) {
                crop = new Mat();
                resize(sampled, crop, new Size(SIDE, SIDE), 0, 0, INTER_AREA);
            }
            byte[] values = new byte[SIDE * SIDE];
            crop.data().get(values);
            return values;
        }
    }

    /**
     * Returns how many samples of a crop's pixel to take in each direction: about the picture's own resolution, and half of
     * it in large faces, which changes a crop by 2 of 255 at most and takes a quarter of the time.
     *
     * @param pixels of the picture in one of the crop, in each direction
     */
    private static int samples(int pixels) {
        return pixels <= FINE ? Math.max(1, pixels) : Math.max(FINE, Math.min(FINEST, pixels / 2));
    }

    /**
     * Returns the affine map from a pixel of a crop with the given side to a pixel of the picture; pixel centres are
     * integers.
     */
    private static Mat toPicture(Box square, double angle, int side) {
        double step = square.width() / side;
        double cos = step * Math.cos(angle);
        double sin = step * Math.sin(angle);
        double middle = (side - 1) / 2.0;
        Mat map = new Mat(2, 3, CV_64F);
        DoubleBuffer values = map.createBuffer();
        values.put(new double[] {
            cos,
            -sin,
            square.centreX() - 0.5 - (cos - sin) * middle,
            sin,
            cos,
            square.centreY() - 0.5 - (sin + cos) * middle
        });
        return map;
    }
}
