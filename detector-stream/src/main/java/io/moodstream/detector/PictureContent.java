package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import io.moodstream.detector.models.Detection;
import io.moodstream.pictures.DecodedPicture;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32C;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

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

    /** Columns and rows into which the colours of a strip are averaged. */
    private static final int CELLS = 2;

    /** Pixels of a cell that are looked at, in each direction. */
    private static final int SAMPLES = 8;

    private PictureContent() {}

    /** Returns a checksum of all pixels. */
    static int checksum(DecodedPicture picture) {
        CRC32C sum = new CRC32C();
        // One buffer of all rows: one for each would take five times as long.
        sum.update(picture.bgr()
                .data()
                .capacity((long) picture.height() * picture.width() * CellMeans.COLOUR)
                .asBuffer());
        return (int) sum.getValue();
    }

    /** Returns what is beside each face; nothing if there are too few for a gallery. */
    static List<Surroundings> surroundings(DecodedPicture picture, List<Detection> faces) {
        if (faces.size() < GALLERY) {
            return Collections.nCopies(faces.size(), Surroundings.NONE);
        }
        float distance = distance(faces);
        try (PointerScope scope = new PointerScope()) {
            CellMeans means = new CellMeans(CELLS, CELLS, SAMPLES);
            return faces.stream()
                    .map(face -> beside(picture, means, face.box(), distance))
                    .toList();
        }
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

    private static Surroundings beside(DecodedPicture picture, CellMeans means, Box face, float distance) {
        byte[] colours = new byte[2 * CELLS * CELLS * CellMeans.COLOUR];
        float width = (TO - FROM) * distance;
        float top = face.centreY() - HALF_HEIGHT * distance;
        float height = 2 * HALF_HEIGHT * distance;
        Rect left = within(picture, new Box(face.centreX() - TO * distance, top, width, height));
        Rect right = within(picture, new Box(face.centreX() + FROM * distance, top, width, height));
        means.of(new Mat(picture.bgr(), left), colours, 0);
        means.of(new Mat(picture.bgr(), right), colours, colours.length / 2);
        return new Surroundings(colours);
    }

    /** Returns the part of a region that lies within the picture. */
    private static Rect within(DecodedPicture picture, Box region) {
        int left = Math.round(Math.max(0, Math.min(region.x(), picture.width() - CELLS)));
        int top = Math.round(Math.max(0, Math.min(region.y(), picture.height() - CELLS)));
        int right = Math.round(Math.max(left + CELLS, Math.min(region.x() + region.width(), picture.width())));
        int bottom = Math.round(Math.max(top + CELLS, Math.min(region.y() + region.height(), picture.height())));
        return new Rect(left, top, right - left, bottom - top);
    }
}
