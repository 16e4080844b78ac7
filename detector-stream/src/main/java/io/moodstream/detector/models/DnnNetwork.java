package io.moodstream.detector.models;

import static org.bytedeco.opencv.global.opencv_dnn.readNetFromTFLite;

import io.moodstream.kit.ConfigurationException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/**
 * Runs a TensorFlow Lite network in OpenCV's dnn module. A net serves one thread at a time, so there are as many as
 * necessary.
 */
@SuppressWarnings("try") // A PointerScope works by being open.
final class DnnNetwork implements Network {
    private final SsdManifest manifest;
    private final byte[] model;
    private final List<String> outputs = new ArrayList<>();
    private final ConcurrentLinkedQueue<Net> idle = new ConcurrentLinkedQueue<>();

    /**
     * @throws ConfigurationException if the model cannot be read or has no such outputs
     */
    DnnNetwork(SsdManifest manifest, byte[] model) {
        this.manifest = manifest;
        this.model = model;
        outputs.addAll(manifest.output().scores());
        outputs.addAll(manifest.output().boxes());
        Net net = load();
        idle.add(net);
        List<String> layers = new ArrayList<>();
        try (StringVector names = net.getUnconnectedOutLayersNames()) {
            for (long i = 0; i < names.size(); i++) {
                layers.add(names.get(i).getString().replace("\0", ""));
            }
        }
        if (!layers.containsAll(outputs)) {
            close();
            throw new ConfigurationException("DETECTOR_MODEL: " + manifest.id() + "'s manifest names the"
                    + " outputs " + outputs
                    + ", but " + manifest.model() + " has " + layers);
        }
    }

    private Net load() {
        try (PointerScope scope = new PointerScope()) {
            Net net = readNetFromTFLite(new BytePointer(model), model.length);
            net.retainReference(); // outlives the scope
            return net;
        } catch (RuntimeException e) {
            throw new ConfigurationException("DETECTOR_MODEL: " + manifest.model()
                    + " is not a readable TensorFlow Lite model: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given"));
        }
    }

    @Override
    public List<Rows> run(Mat image) {
        Net waiting = idle.poll();
        Net net = waiting == null ? load() : waiting;
        try (PointerScope scope = new PointerScope()) {
            net.setInput(Tensors.of(image, manifest.input()));
            MatVector results = new MatVector();
            net.forward(results, new StringVector(outputs.toArray(String[]::new)));
            List<Rows> rows = new ArrayList<>(outputs.size());
            for (long i = 0; i < results.size(); i++) {
                rows.add(rows(results.get(i)));
            }
            return rows;
        } finally {
            idle.add(net);
        }
    }

    private static Rows rows(Mat output) {
        FloatBuffer values = output.createBuffer();
        float[] copy = new float[values.remaining()];
        values.get(copy);
        return new Rows(copy, output.size(output.dims() - 1));
    }

    @Override
    public void close() {
        for (Net net = idle.poll(); net != null; net = idle.poll()) {
            net.close();
        }
    }
}
