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
    private final Network network;
    private final SsdDecoder decoder;

    /** Creates a detector that owns the network, and closes the network if it does not match the manifest. */
    SsdFaceDetector(SsdManifest manifest, Network network) {
        this.manifest = manifest;
        this.network = network;
        this.decoder = new SsdDecoder(manifest);
        try (PointerScope scope = new PointerScope()) {
            decoder.check(network.run(black()));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
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

    /** Returns the number of pixels that the network sees of a tile, which its time depends on. */
    int inputPixels() {
        return manifest.input().width() * manifest.input().height();
    }

    /** Returns the parts of a picture that are searched. */
    List<Tile> tiles(DecodedPicture picture) {
        return manifest.tiling() == null
                ? new ArrayList<>(List.of(Tile.whole(picture.width(), picture.height(), 0)))
                : manifest.tiling().over(picture.width(), picture.height());
    }

    private List<Detection> search(DecodedPicture picture, Tile tile) {
        try (PointerScope scope = new PointerScope()) {
            int width = manifest.input().width();
            int height = manifest.input().height();
            float scaleX = (float) tile.width() / width;
            float scaleY = (float) tile.height() / height;
            if (manifest.input().fit() == SsdManifest.Fit.LETTERBOX) {
                scaleX = Math.max(scaleX, scaleY);
                scaleY = scaleX;
            }
            List<Detection> faces = new ArrayList<>();
            for (Detection face : decoder.decode(network.run(scaled(picture, tile, scaleX, scaleY)))) {
                Detection placed = face.mapped(scaleX * width, scaleY * height, tile.x(), tile.y());
                if (tile.owns(placed.box(), picture.width(), picture.height())) {
                    faces.add(new Detection(manifest.box().apply(placed.box()), placed.score(), placed.eyes()));
                }
            }
            return faces;
        }
    }

    private Mat scaled(DecodedPicture picture, Tile tile, float scaleX, float scaleY) {
        Mat part = new Mat(picture.bgr(), new Rect(tile.x(), tile.y(), tile.width(), tile.height()));
        int width = Math.max(1, Math.round(tile.width() / scaleX));
        int height = Math.max(1, Math.round(tile.height() / scaleY));
        Mat input = black();
        Mat target = new Mat(input, new Rect(0, 0, width, height));
        scale(part, target, Math.min(scaleX, scaleY));
        return input;
    }

    /**
     * Scales an image to the target's size, in steps of at most a half, of which each takes all pixels into account: the
     * network finds as much as on means over areas (OpenCV's INTER_AREA), which take several times as long.
     *
     * @param factor how much smaller the target is; below 1 it is larger
     */
    private static void scale(Mat image, Mat target, float factor) {
        Mat part = image;
        for (float left = factor; left > 2; left /= 2) {
            Mat half = new Mat();
            resize(part, half, new Size((part.cols() + 1) / 2, (part.rows() + 1) / 2), 0, 0, INTER_LINEAR);
            part = half;
        }
        resize(part, target, target.size(), 0, 0, INTER_LINEAR);
    }

    private Mat black() {
        return new Mat(manifest.input().height(), manifest.input().width(), CV_8UC3, Scalar.all(0));
    }

    @Override
    public void close() {
        network.close();
    }
}
