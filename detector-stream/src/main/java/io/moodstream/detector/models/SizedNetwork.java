package io.moodstream.detector.models;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Runs a single-shot network on pictures of one size. */
@SuppressWarnings("try") // A PointerScope works by being open.
final class SizedNetwork implements AutoCloseable {
    private final int width;
    private final int height;
    private final Network network;
    private final SsdDecoder decoder;

    /**
     * Owns the network, and closes it if its outputs do not match the manifest.
     *
     * @param width of its input, pixels
     * @param height of its input, pixels
     */
    SizedNetwork(SsdManifest manifest, int width, int height, Network network) {
        this.width = width;
        this.height = height;
        this.network = network;
        this.decoder = new SsdDecoder(manifest, width, height);
        try (PointerScope scope = new PointerScope()) {
            decoder.check(network.run(SsdFaceDetector.black(width, height)));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Returns the faces of a picture of this size, in shares of its width and height, including overlapping ones. */
    List<Detection> faces(Mat picture) {
        return decoder.decode(network.run(picture));
    }

    @Override
    public void close() {
        network.close();
    }
}
