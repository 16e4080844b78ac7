package io.moodstream.detector.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.natives.NativeLibraries;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Runs a network in ONNX Runtime. Each call uses one thread, because the stream threads run in parallel. */
@SuppressWarnings("try") // A PointerScope works by being open.
final class OnnxNetwork implements Network {
    static {
        NativeLibraries.prepareOnnxRuntime();
    }

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final SsdManifest.Input input;
    private final long[] shape;
    private final List<String> outputs = new ArrayList<>();
    private final OrtSession session;

    /**
     * @param width of its input, pixels: the manifest's unless the model takes any
     * @param height of its input, alike
     * @throws ConfigurationException if the model cannot be read or has other inputs or outputs than the manifest says
     */
    OnnxNetwork(SsdManifest manifest, byte[] model, int width, int height) {
        this.input = manifest.input();
        this.shape = input.layout() == SsdManifest.Layout.NHWC
                ? new long[] {1, height, width, 3}
                : new long[] {1, 3, height, width};
        outputs.addAll(manifest.output().scores());
        outputs.addAll(manifest.output().boxes());
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // Known sizes take a seventh less time than any size; a model that has its own ignores them.
            options.setSymbolicDimensionValue("width", width);
            options.setSymbolicDimensionValue("height", height);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            this.session = environment.createSession(model, options);
        } catch (OrtException e) {
            throw new ConfigurationException(
                    "DETECTOR_MODEL: " + manifest.model() + " is not a readable ONNX model: " + firstLine(e));
        }
        try {
            check(manifest);
        } catch (OrtException | RuntimeException e) {
            close();
            throw e instanceof ConfigurationException known
                    ? known
                    : new ConfigurationException("DETECTOR_MODEL: " + manifest.model() + ": " + firstLine(e));
        }
    }

    private void check(SsdManifest manifest) throws OrtException {
        require(manifest, "input.name", Set.of(input.name()), session.getInputNames());
        require(manifest, "output", new LinkedHashSet<>(outputs), session.getOutputNames());
        long[] actual =
                Objects.requireNonNull(session.getInputInfo().get(input.name())).getInfo() instanceof TensorInfo tensor
                        ? tensor.getShape()
                        : new long[0];
        boolean fits = actual.length == shape.length;
        for (int i = 0; fits && i < shape.length; i++) {
            fits = actual[i] < 0 || actual[i] == shape[i];
        }
        if (!fits) {
            throw new ConfigurationException("DETECTOR_MODEL: " + manifest.id() + "'s manifest makes inputs of shape "
                    + Arrays.toString(shape) + ", but " + manifest.model() + " takes " + Arrays.toString(actual));
        }
    }

    private static void require(SsdManifest manifest, String key, Set<String> wanted, Set<String> there) {
        if (!there.containsAll(wanted)) {
            throw new ConfigurationException("DETECTOR_MODEL: " + manifest.id() + "'s manifest names " + wanted + " as "
                    + key + ", but " + manifest.model() + " has " + there);
        }
    }

    @Override
    public List<Rows> run(Mat image) {
        try (PointerScope scope = new PointerScope()) {
            FloatBuffer values = Tensors.of(image, input).createBuffer();
            try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values, shape);
                    OrtSession.Result result = session.run(Map.of(input.name(), tensor), Set.copyOf(outputs))) {
                List<Rows> rows = new ArrayList<>(outputs.size());
                for (String name : outputs) {
                    rows.add(rows((OnnxTensor) result.get(name).orElseThrow()));
                }
                return rows;
            }
        } catch (OrtException e) {
            throw new DetectorFailedError("The face detector failed: " + firstLine(e), e);
        }
    }

    private static Rows rows(OnnxTensor tensor) {
        long[] shape = tensor.getInfo().getShape();
        FloatBuffer values = Objects.requireNonNull(tensor.getFloatBuffer(), "An output does not consist of floats");
        return new Rows(values.array(), Math.max(1, (int) shape[shape.length - 1]));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("Cannot close the face detector's model", e);
        }
    }
}
