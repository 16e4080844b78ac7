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
            List<byte[]> crops = new ArrayList<>(faces.size());
            if (!faces.isEmpty()) {
                Mat grey = new Mat();
                cvtColor(picture.bgr(), grey, COLOR_BGR2GRAY);
                Sampler sampler = new Sampler(grey);
                faces.forEach(face -> crops.add(sampler.crop(geometry.square(face.box()), angle(face))));
            }
            return crops;
        }
    }

    /** Returns the tilt of the head, radians; 0 if it is nearly upright. */
    static double angle(Detection face) {
        double angle = face.eyes().map(Eyes::angle).orElse(0.0);
        return Math.abs(angle) >= LEVEL_FROM && Math.abs(angle) <= LEVEL_TO ? angle : 0;
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

    /** Crops faces of a picture one after the other, with what it needs for that, as making that takes a sixth of the time. */
    private static final class Sampler {
        private final Mat grey;
        private final Mat sampled = new Mat();
        private final Mat averaged = new Mat();
        private final Mat map = new Mat(2, 3, CV_64F);
        private final DoubleBuffer mapped = map.createBuffer();
        private final Scalar outside = Scalar.all(0);
        private final Size side = new Size(SIDE, SIDE);

        Sampler(Mat grey) {
            this.grey = grey;
        }

        /** Samples the square, then averages down, which avoids aliasing. */
        byte[] crop(Box square, double angle) {
            int fine = samples(Math.round(square.width() / SIDE));
            mapToPicture(square, angle, SIDE * fine);
            Size all = fine == 1 ? side : new Size(SIDE * fine, SIDE * fine);
            warpAffine(grey, sampled, map, all, INTER_LINEAR | WARP_INVERSE_MAP, BORDER_REPLICATE, outside);
            if (fine > 1) {
                resize(sampled, averaged, side, 0, 0, INTER_AREA);
            }
            byte[] values = new byte[SIDE * SIDE];
            (fine > 1 ? averaged : sampled).data().get(values);
            return values;
        }

        /**
         * Sets the affine map from a pixel of a crop with the given side to a pixel of the picture; pixel centres are
         * integers.
         */
        private void mapToPicture(Box square, double angle, int side) {
            double step = square.width() / side;
            double cos = step * Math.cos(angle);
            double sin = step * Math.sin(angle);
            double middle = (side - 1) / 2.0;
            mapped.put(0, cos)
                    .put(1, -sin)
                    .put(2, square.centreX() - 0.5 - (cos - sin) * middle)
                    .put(3, sin)
                    .put(4, cos)
                    .put(5, square.centreY() - 0.5 - (sin + cos) * middle);
        }
    }
}
