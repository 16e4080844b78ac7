package io.moodstream.detector.models;

import io.moodstream.pictures.DecodedPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Searches near the faces of the frame before with a small network, each in a square around it. Where one of them is
 * not found, another detector searches everywhere; and where there are too many faces for that to be cheaper, it searches
 * the tiles that hold them.
 */
final class NearbyFaceDetector implements FaceDetector {
    /** Side of the square that is searched, in heights of the face, which may thus move by its height. */
    private static final float REACH = 3;

    /** Height of the smallest face that the small network surely finds, as a share of the square's. */
    private static final float SMALLEST = 0.2f;

    private final SsdFaceDetector everywhere;
    private final SsdFaceDetector nearby;

    /** Creates a detector that owns both. */
    NearbyFaceDetector(SsdFaceDetector everywhere, SsdFaceDetector nearby) {
        this.everywhere = everywhere;
        this.nearby = nearby;
    }

    @Override
    public String id() {
        return everywhere.id() + "+" + nearby.id();
    }

    @Override
    public CropGeometry cropGeometry() {
        return everywhere.cropGeometry();
    }

    @Override
    public List<Detection> detect(DecodedPicture picture) {
        return everywhere.detect(picture);
    }

    @Override
    public List<Detection> detectNear(DecodedPicture picture, List<Box> known) {
        List<Tile> squares = cheapSquares(picture, known);
        if (squares.isEmpty()) {
            return everywhere.detectNear(picture, known);
        }
        List<Detection> found = nearby.detectIn(picture, squares);
        return Overlaps.holdAll(found, known) ? found : everywhere.detect(picture);
    }

    @Override
    public List<Box> searched(DecodedPicture picture, List<Box> known) {
        List<Tile> squares = cheapSquares(picture, known);
        return squares.isEmpty()
                ? everywhere.searched(picture, known)
                : squares.stream().map(Tile::box).toList();
    }

    /** Returns the squares that hold all faces; none if there are so many that tiles are cheaper. */
    private List<Tile> cheapSquares(DecodedPicture picture, List<Box> known) {
        List<Tile> squares = squares(known, picture.width(), picture.height());
        int most = everywhere.inputPixels(everywhere.tiles(picture)) / 2;
        return nearby.inputPixels(squares) > most ? List.of() : squares;
    }

    /** Returns the squares around the faces, those around the largest first, as few as hold all faces. */
    static List<Tile> squares(List<Box> faces, int width, int height) {
        List<Tile> squares = new ArrayList<>();
        faces.stream()
                .sorted(Comparator.comparingDouble(Box::area).reversed())
                .filter(face -> squares.stream().noneMatch(square -> isInside(face, square, width, height)))
                .forEach(face -> squares.add(square(face, width, height)));
        return squares;
    }

    private static Tile square(Box face, int width, int height) {
        float side = REACH * Math.max(face.width(), face.height());
        int w = Math.max(1, Math.min(width, Math.round(side)));
        int h = Math.max(1, Math.min(height, Math.round(side)));
        int x = Math.max(0, Math.min(width - w, Math.round(face.centreX() - w / 2f)));
        int y = Math.max(0, Math.min(height - h, Math.round(face.centreY() - h / 2f)));
        return new Tile(x, y, w, h, 0);
    }

    /** Returns whether a face may move by half its size and is still in the square, in which it is not too small. */
    private static boolean isInside(Box face, Tile square, int width, int height) {
        float roomX = face.width() / 2;
        float roomY = face.height() / 2;
        return face.height() >= SMALLEST * square.height()
                && (square.x() == 0 || face.x() - roomX >= square.x())
                && (square.y() == 0 || face.y() - roomY >= square.y())
                && (square.right() == width || face.x() + face.width() + roomX <= square.right())
                && (square.bottom() == height || face.y() + face.height() + roomY <= square.bottom());
    }

    @Override
    public void close() {
        everywhere.close();
        nearby.close();
    }
}
