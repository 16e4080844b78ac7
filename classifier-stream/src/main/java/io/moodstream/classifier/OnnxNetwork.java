package io.moodstream.classifier;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.moodstream.kit.natives.NativeLibraries;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A network in a session of ONNX Runtime. */
final class OnnxNetwork implements Network {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxNetwork.class);

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ModelManifest manifest;

    private final boolean oneByOne;

    private OnnxNetwork(OrtEnvironment environment, OrtSession session, ModelManifest manifest, boolean oneByOne) {
        this.environment = environment;
        this.session = session;
        this.manifest = manifest;
        this.oneByOne = oneByOne;
    }

    /** Opens a session of the model, which runs entirely on its provider. */
    static OnnxNetwork open(PlacedModel placed, ClassifierConfig config) {
        NativeLibraries.prepareOnnxRuntime();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Model model = placed.model();
        OrtSession session = OnnxSessions.open(environment, model, placed.provider(), config);
        boolean oneByOne = OnnxSessions.takesOneFace(session, model.manifest());
        if (oneByOne) {
            LOG.warn(
                    "Model {} takes one face at a time, which is slow; export it with a dynamic first axis",
                    model.manifest().id());
        }
        return new OnnxNetwork(environment, session, model.manifest(), oneByOne);
    }

    @Override
    public int size(int faces) {
        return faces;
    }

    @Override
    public boolean oneByOne() {
        return oneByOne;
    }

    @Override
    public FloatBuffer run(FloatBuffer input, int size) throws OrtException {
        if (!oneByOne) {
            return call(input, size);
        }
        int floats = input.remaining() / size;
        FloatBuffer all = FloatBuffer.allocate(size * manifest.classes().size());
        for (int face = 0; face < size; face++) {
            all.put(call(input.slice(face * floats, floats), 1));
        }
        return all.flip();
    }

    private FloatBuffer call(FloatBuffer input, int size) throws OrtException {
        int channels = manifest.input().channelCount();
        int side = manifest.side();
        long[] shape = manifest.input().channelsLast()
                ? new long[] {size, side, side, channels}
                : new long[] {size, channels, side, side};
        String name = manifest.input().name();
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input, shape);
                OrtSession.Result result = session.run(
                        Map.of(name, tensor), Set.of(manifest.output().name()))) {
            // The requested output, whatever else the network computes. It is closed with the result.
            FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
            int expected = size * manifest.classes().size();
            if (output.remaining() != expected) {
                throw new IllegalStateException("the output of model " + manifest.id() + " has " + output.remaining()
                        + " numbers for " + size + " faces; expected " + expected + ", one for each of the classes");
            }
            return output;
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("Cannot close model " + manifest.id(), e);
        }
    }
}
