package io.moodstream.detector;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.moodstream.detector.models.Box;
import io.moodstream.detector.models.Detection;
import io.moodstream.pictures.DecodedPicture;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32C;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** Reads from a picture what its source's memory needs beside the faces. */
@SuppressWarnings("try") // A PointerScope works by being open.
final class PictureContent {
    /** From this many faces on a picture may be a gallery. */
    static final int GALLERY = 4;

    /** Where the strips beside a face begin and end, and half their height, in distances of two faces of a row. */
    private static final float FROM = 0.24f;

    private static final float TO = 0.42f;

    private static final float HALF_HEIGHT = 0.2f;

    /** In a picture without rows the distance is this many widths of the face. */
    private static final float WIDTHS = 2.2f;

    /** Columns and rows into which the colours of a strip are averaged, and bytes of a colour. */
    private static final int CELLS = 2;

    private static final int COLOUR = 3;

    /** Pixels of a cell that are looked at, in each direction. */
    private static final int SAMPLES = 8;

    private PictureContent() {}

    /** Returns a checksum of all pixels. */
    static int checksum(DecodedPicture picture) {
        CRC32C sum = new CRC32C();
        // One buffer of all rows: one for each would take five times as long.
        sum.update(picture.bgr()
                .data()
                .capacity((long) picture.height() * picture.width() * COLOUR)
                .asBuffer());
        return (int) sum.getValue();
    }

    /** Returns what is beside each face; nothing if there are too few for a gallery. */
    static List<Surroundings> surroundings(DecodedPicture picture, List<Detection> faces) {
        if (faces.size() < GALLERY) {
            return Collections.nCopies(faces.size(), Surroundings.NONE);
        }
        float distance = distance(faces);
        return faces.stream().map(face -> beside(picture, face.box(), distance)).toList();
    }

    /** Returns the median distance of a face from the next one in its row, pixels: that of a gallery's columns. */
    private static float distance(List<Detection> faces) {
        double[] distances = faces.stream()
                .mapToDouble(face -> next(face.box(), faces))
                .sorted()
                .toArray();
        return (float) distances[distances.length / 2];
    }

    private static double next(Box face, List<Detection> faces) {
        return faces.stream()
                .map(Detection::box)
                .filter(other -> Math.abs(other.centreY() - face.centreY()) < face.height() / 2)
                .mapToDouble(other -> Math.abs(other.centreX() - face.centreX()))
                .filter(distance -> distance > face.width())
                .min()
                .orElse(WIDTHS * face.width());
    }

    private static Surroundings beside(DecodedPicture picture, Box face, float distance) {
        byte[] colours = new byte[2 * CELLS * CELLS * COLOUR];
        float width = (TO - FROM) * distance;
        float top = face.centreY() - HALF_HEIGHT * distance;
        float height = 2 * HALF_HEIGHT * distance;
        copy(picture, new Box(face.centreX() - TO * distance, top, width, height), colours, 0);
        copy(picture, new Box(face.centreX() + FROM * distance, top, width, height), colours, colours.length / 2);
        return new Surroundings(colours);
    }

    /** Averages the part of a region that lies within the picture. */
    private static void copy(DecodedPicture picture, Box region, byte[] colours, int at) {
        int left = Math.round(Math.max(0, Math.min(region.x(), picture.width() - CELLS)));
        int top = Math.round(Math.max(0, Math.min(region.y(), picture.height() - CELLS)));
        int right = Math.round(Math.max(left + CELLS, Math.min(region.x() + region.width(), picture.width())));
        int bottom = Math.round(Math.max(top + CELLS, Math.min(region.y() + region.height(), picture.height())));
        try (PointerScope scope = new PointerScope()) {
            byte[] means = means(
                    new Mat(picture.bgr(), new Rect(left, top, right - left, bottom - top)), CELLS, CELLS, SAMPLES);
            System.arraycopy(means, 0, colours, at, means.length);
        }
    }

    /**
     * Returns the mean colour of each cell of an image, three bytes a cell, row by row. It looks at some pixels only: all
     * of a picture take ten times as long and tell no more.
     *
     * @param perSide pixels of a cell that it looks at, in each direction
     */
    static byte[] means(Mat image, int columns, int rows, int perSide) {
        byte[] colours = new byte[COLOUR * columns * rows];
        try (PointerScope scope = new PointerScope()) {
            Mat samples = new Mat();
            Mat means = new Mat();
            resize(image, samples, new Size(perSide * columns, perSide * rows), 0, 0, INTER_LINEAR);
            resize(samples, means, new Size(columns, rows), 0, 0, INTER_AREA);
            means.data().get(colours);
        }
        return colours;
    }
}
