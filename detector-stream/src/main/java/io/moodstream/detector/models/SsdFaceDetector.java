package io.moodstream.detector.models;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.moodstream.pictures.DecodedPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds faces with a single-shot network, tile by tile. A box that touches an edge of its tile inside the picture is
 * dropped, because the neighbouring tile contains that face whole; a face that is too large for a tile is found on the
 * whole frame.
 */
@SuppressWarnings("try") // A PointerScope works by being open.
final class SsdFaceDetector implements FaceDetector {
    private final SsdManifest manifest;
    private final List<SizedNetwork> networks;

    /**
     * Creates a detector that owns the networks.
     *
     * @param networks the same one for inputs of several sizes, the manifest's own first
     */
    SsdFaceDetector(SsdManifest manifest, List<SizedNetwork> networks) {
        this.manifest = manifest;
        this.networks = List.copyOf(networks);
    }

    @Override
    public String id() {
        return manifest.id();
    }

    @Override
    public CropGeometry cropGeometry() {
        return manifest.crop();
    }

    @Override
    public List<Detection> detect(DecodedPicture picture) {
        return detectNear(picture, List.of());
    }

    /** Searches the tiles that hold known faces, and the others only if one of those faces is not found. */
    @Override
    public List<Detection> detectNear(DecodedPicture picture, List<Box> known) {
        List<Tile> others = tiles(picture);
        Set<Tile> near = Tile.holding(known, others, picture.width(), picture.height());
        others.removeAll(near);
        List<Detection> found = new ArrayList<>();
        near.forEach(tile -> found.addAll(search(picture, tile)));
        List<Detection> faces = Overlaps.blend(found, manifest.nmsIou());
        if (!near.isEmpty() && Overlaps.holdAll(faces, known)) {
            return faces;
        }
        others.forEach(tile -> found.addAll(search(picture, tile)));
        return Overlaps.blend(found, manifest.nmsIou());
    }

    @Override
    public List<Box> searched(DecodedPicture picture, List<Box> known) {
        return Tile.holding(known, tiles(picture), picture.width(), picture.height()).stream()
                .map(Tile::box)
                .toList();
    }

    /** Returns the faces of some parts of a picture, best scores first, each once. */
    List<Detection> detectIn(DecodedPicture picture, List<Tile> parts) {
        List<Detection> found = new ArrayList<>();
        parts.forEach(part -> found.addAll(search(picture, part)));
        return Overlaps.blend(found, manifest.nmsIou());
    }

    /** Returns the number of pixels that the network sees of some parts of a picture, which its time depends on. */
    int inputPixels(List<Tile> parts) {
        return parts.stream()
                .map(part -> network(scaling(part)))
                .mapToInt(network -> network.width() * network.height())
                .sum();
    }

    /** Returns the parts of a picture that are searched. */
    List<Tile> tiles(DecodedPicture picture) {
        return manifest.tiling() == null
                ? new ArrayList<>(List.of(Tile.whole(picture.width(), picture.height(), 0)))
                : manifest.tiling().over(picture.width(), picture.height());
    }

    private List<Detection> search(DecodedPicture picture, Tile tile) {
        try (PointerScope scope = new PointerScope()) {
            Scaling scaling = scaling(tile);
            SizedNetwork network = network(scaling);
            Mat input = input(part(picture, tile), scaling, network);
            List<Detection> faces = new ArrayList<>();
            for (Detection face : network.faces(input)) {
                Detection placed =
                        face.mapped(scaling.x() * network.width(), scaling.y() * network.height(), tile.x(), tile.y());
                if (tile.owns(placed.box(), picture.width(), picture.height())) {
                    faces.add(new Detection(manifest.box().apply(placed.box()), placed.score(), placed.eyes()));
                }
            }
            return faces;
        }
    }

    private Scaling scaling(Tile tile) {
        float x = (float) tile.width() / manifest.input().width();
        float y = (float) tile.height() / manifest.input().height();
        if (manifest.input().fit() != SsdManifest.Fit.STRETCH) {
            x = Math.max(x, y);
            y = x;
        }
        return new Scaling(x, y, Math.max(1, Math.round(tile.width() / x)), Math.max(1, Math.round(tile.height() / y)));
    }

    /** Returns the network whose input the part fills, or else the one with the manifest's. */
    private SizedNetwork network(Scaling scaling) {
        return networks.stream()
                .filter(network -> network.width() == scaling.width() && network.height() == scaling.height())
                .findFirst()
                .orElse(networks.get(0));
    }

    private static Mat part(DecodedPicture picture, Tile tile) {
        return new Mat(picture.bgr(), new Rect(tile.x(), tile.y(), tile.width(), tile.height()));
    }

    /** Returns a part of a picture, scaled to that size, with black beside it up to the network's. */
    private static Mat input(Mat part, Scaling scaling, SizedNetwork network) {
        if (scaling.width() == network.width() && scaling.height() == network.height()) {
            Mat input = new Mat();
            scale(part, input, scaling);
            return input;
        }
        Mat input = black(network.width(), network.height());
        scale(part, new Mat(input, new Rect(0, 0, scaling.width(), scaling.height())), scaling);
        return input;
    }

    /**
     * Scales an image to the target's size, in steps of at most a half, of which each takes all pixels into account: the
     * network finds as much as on means over areas (OpenCV's INTER_AREA), which take several times as long.
     */
    private static void scale(Mat image, Mat target, Scaling scaling) {
        Mat part = image;
        for (float left = Math.min(scaling.x(), scaling.y()); left > 2; left /= 2) {
            Mat half = new Mat();
            resize(part, half, new Size((part.cols() + 1) / 2, (part.rows() + 1) / 2), 0, 0, INTER_LINEAR);
            part = half;
        }
        resize(part, target, new Size(scaling.width(), scaling.height()), 0, 0, INTER_LINEAR);
    }

    /** Returns a black picture. */
    static Mat black(int width, int height) {
        return new Mat(height, width, CV_8UC3, Scalar.all(0));
    }

    /**
     * Says how a part of a picture becomes an input.
     *
     * @param x how much smaller it becomes in its width; below 1 it becomes larger
     * @param y the same of its height
     * @param width of the scaled part, pixels
     * @param height of the scaled part, pixels
     */
    private record Scaling(float x, float y, int width, int height) {}

    @Override
    public void close() {
        networks.forEach(SizedNetwork::close);
    }
}
