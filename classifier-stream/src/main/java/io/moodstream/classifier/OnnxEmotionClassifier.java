package io.moodstream.classifier;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.moodstream.kit.ConfigurationException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one model in ONNX Runtime: all stream threads share one session, which ONNX Runtime allows. */
public final class OnnxEmotionClassifier implements EmotionClassifier {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxEmotionClassifier.class);

    /** Bounds the input of one call to 64 MiB, whatever side a model has. */
    private static final int MAX_INPUT_FLOATS = 1 << 24;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final ModelManifest manifest;
    private final ModelOutput output;
    private final double abstainBelow;
    private final String id;
    private final int batch;
    private final OrtSession session;

    /** A direct buffer is read in place; a Java array would be copied element by element. */
    private final ThreadLocal<FloatBuffer> input;

    /**
     * Loads a model and tests it on one grey face.
     *
     * @throws ConfigurationException if the network cannot be loaded, does not match its manifest, or does not run on
     *     the requested provider
     */
    public OnnxEmotionClassifier(Model model, ClassifierConfig config) {
        this.manifest = model.manifest();
        this.output = new ModelOutput(manifest);
        this.abstainBelow = config.abstainBelow().orElse(manifest.abstainBelow());
        this.id = id(manifest, abstainBelow);
        this.batch = Math.min(config.batch(), MAX_INPUT_FLOATS / (manifest.side() * manifest.side()));
        this.input = ThreadLocal.withInitial(() -> buffer(batch * manifest.side() * manifest.side()));
        Provider provider = config.provider().resolve(CudaPresence.here());
        this.session = OnnxSessions.open(environment, model, provider, config);
        try {
            classify(List.of(grey(manifest.side())));
        } catch (ModelFailedError | IllegalStateException e) {
            close();
            throw new ConfigurationException(model.name() + ": " + e.getMessage());
        }
        LOG.info("Model {} runs on {}", id, provider);
    }

    /** Loads the model that the settings name. */
    public static OnnxEmotionClassifier open(ClassifierConfig config) {
        return new OnnxEmotionClassifier(Model.load(config.model()), config);
    }

    /** Returns the description of the model. */
    public ModelManifest manifest() {
        return manifest;
    }

    /**
     * Returns the id that its results carry: the manifest's id and, if the settings override the model's threshold,
     * that threshold, for example {@code standard-2026.11.2@0.7}.
     */
    public String id() {
        return id;
    }

    @Override
    public Classification classify(List<Crop> crops) {
        List<float[]> probabilities = new ArrayList<>(crops.size());
        for (int from = 0; from < crops.size(); from += batch) {
            List<Crop> part = crops.subList(from, Math.min(from + batch, crops.size()));
            probabilities.addAll(run(part));
        }
        return new Classification(id, Collections.unmodifiableList(probabilities), abstainBelow);
    }

    private List<float[]> run(List<Crop> crops) {
        long[] shape = {crops.size(), 1, manifest.side(), manifest.side()};
        try (OnnxTensor faces = OnnxTensor.createTensor(environment, fill(crops), shape);
                OrtSession.Result result = session.run(
                        Map.of(manifest.input().name(), faces),
                        Set.of(manifest.output().name()))) {
            // The requested output, whatever else the network computes. It is closed with the result.
            OnnxTensor probabilities = (OnnxTensor) result.get(0);
            return output.read(probabilities.getFloatBuffer(), crops.size());
        } catch (OrtException e) {
            throw new ModelFailedError(id, e);
        }
    }

    private FloatBuffer fill(List<Crop> crops) {
        FloatBuffer buffer = input.get().clear();
        float scale = manifest.input().scale();
        float offset = manifest.input().offset();
        for (Crop crop : crops) {
            for (byte grey : Resampling.to(manifest.side(), crop).pixels()) {
                buffer.put((grey & 0xff) * scale + offset);
            }
        }
        return buffer.flip();
    }

    /**
     * Returns an id that includes an overriding threshold: with another threshold the model errs differently, so what
     * was measured for one must not be applied to the other.
     */
    private static String id(ModelManifest manifest, double abstainBelow) {
        return Double.compare(abstainBelow, manifest.abstainBelow()) == 0
                ? manifest.id()
                : manifest.id() + "@"
                        + BigDecimal.valueOf(abstainBelow).stripTrailingZeros().toPlainString();
    }

    private static FloatBuffer buffer(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static Crop grey(int side) {
        byte[] pixels = new byte[side * side];
        Arrays.fill(pixels, (byte) 128);
        return new Crop(side, pixels);
    }

    /** Closes the session. No call may be running. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("Cannot close model " + id, e);
        }
    }
}
