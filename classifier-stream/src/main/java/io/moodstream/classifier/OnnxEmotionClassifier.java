package io.moodstream.classifier;

import ai.onnxruntime.OrtException;
import io.moodstream.kit.ConfigurationException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one model in ONNX Runtime. All threads share its sessions, which ONNX Runtime allows: one on a CPU, one for each
 * size of call on a GPU.
 */
public final class OnnxEmotionClassifier implements EmotionClassifier {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxEmotionClassifier.class);

    /** Bounds the input of one call on a CPU to 64 MiB, whatever side a model has. */
    private static final int MAX_INPUT_FLOATS = 1 << 24;

    /** An input has room for a multiple of so many faces, so that a few more need no new one. */
    private static final int ROOM = 8;

    private final ModelManifest manifest;
    private final ModelInput faces;
    private final ModelOutput output;
    private final double abstainBelow;
    private final String id;
    private final int batch;
    private final List<Integer> warmSizes;
    private final Provider provider;
    private final Network network;

    /**
     * Inputs that no call uses now. A direct buffer is read in place; a Java array would be copied element by element.
     */
    private final Deque<FloatBuffer> inputs = new ConcurrentLinkedDeque<>();

    /**
     * Loads a model and tests it on one grey face, on a GPU in a call of every size.
     *
     * @throws ConfigurationException if the network cannot be loaded, does not match its manifest, or does not run on
     *     the requested provider
     */
    OnnxEmotionClassifier(PlacedModel placed, ClassifierConfig config) {
        this(placed, config, network(placed, config));
    }

    /** Runs a network that is open already. */
    OnnxEmotionClassifier(PlacedModel placed, ClassifierConfig config, Network network) {
        this.manifest = placed.model().manifest();
        this.faces = new ModelInput(manifest);
        this.output = new ModelOutput(manifest);
        this.abstainBelow = config.abstainBelow().orElse(manifest.abstainBelow());
        this.id = id(manifest, abstainBelow);
        this.provider = placed.provider();
        this.network = network;
        this.warmSizes = provider == Provider.CUDA && !network.oneByOne()
                ? CallSizes.parse(config.gpuSizes()).sizes()
                : CallSizes.ONE.sizes();
        this.batch = provider == Provider.CUDA
                ? warmSizes.get(warmSizes.size() - 1)
                : Math.min(config.batch(), MAX_INPUT_FLOATS / faces.floats());
        try {
            warm();
        } catch (ModelFailedError | IllegalStateException e) {
            close();
            throw new ConfigurationException(placed.model().name() + ": " + e.getMessage());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        LOG.info("Model {} runs on {}", id, provider);
    }

    private static Network network(PlacedModel placed, ClassifierConfig config) {
        return placed.provider() == Provider.CUDA
                ? new FixedSizeNetwork(CallSizes.parse(config.gpuSizes()), size -> OnnxNetwork.open(placed, config))
                : OnnxNetwork.open(placed, config);
    }

    /** Loads the model that the settings name, where it runs best. */
    public static OnnxEmotionClassifier open(ClassifierConfig config) {
        return new OnnxEmotionClassifier(PlacedModel.of(config, CudaPresence.here()), config);
    }

    /**
     * Loads the model that the settings name now, to take over from one that runs there.
     *
     * @throws ConfigurationException also if it runs elsewhere
     */
    static OnnxEmotionClassifier open(ClassifierConfig config, Provider before) {
        return new OnnxEmotionClassifier(
                PlacedModel.of(config, CudaPresence.here()).stayingOn(before), config);
    }

    /** Returns where it runs: CPU or CUDA. */
    Provider provider() {
        return provider;
    }

    /** Returns the largest number of faces in one call. */
    int batch() {
        return batch;
    }

    /** Classifies grey faces once in every size of call, so that no later call on this thread is the first of its kind. */
    void warm() {
        warmSizes.forEach(size -> classify(Collections.nCopies(size, grey(manifest.side()))));
    }

    /** Returns the description of the model. */
    public ModelManifest manifest() {
        return manifest;
    }

    /**
     * Returns the id that its results carry: the manifest's id and, if the settings override the model's threshold,
     * that threshold, for example {@code standard-2026.11.3@0.7}.
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
        int size = network.size(crops.size());
        FloatBuffer input = input(size);
        try {
            return output.read(network.run(fill(input, crops, size), size), crops.size());
        } catch (OrtException e) {
            throw new ModelFailedError(id, e);
        } finally {
            inputs.push(input);
        }
    }

    /** Returns an input for so many faces: the one that was used last, or a new one if that is too small. */
    private FloatBuffer input(int size) {
        FloatBuffer last = inputs.poll();
        if (last != null && last.capacity() >= size * faces.floats()) {
            return last;
        }
        int room = (size + ROOM - 1) / ROOM * ROOM;
        return buffer(Math.min(room, batch) * faces.floats());
    }

    private FloatBuffer fill(FloatBuffer buffer, List<Crop> crops, int size) {
        buffer.clear();
        crops.forEach(crop -> faces.put(crop, buffer));
        int end = size * faces.floats();
        while (buffer.position() < end) {
            buffer.put(0);
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

    /** Closes the sessions and lets the memory of the inputs go. No call may be running. */
    @Override
    public void close() {
        inputs.clear();
        network.close();
    }
}
