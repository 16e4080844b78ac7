package io.moodstream.classifier;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/** A network in a session of ONNX Runtime. */
final class OnnxNetwork implements Network {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ModelManifest manifest;

    private OnnxNetwork(OrtEnvironment environment, OrtSession session, ModelManifest manifest) {
        this.environment = environment;
        this.session = session;
        this.manifest = manifest;
    }

    /** Opens a session of the model, which runs entirely on its provider. */
    static OnnxNetwork open(PlacedModel placed, ClassifierConfig config) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Model model = placed.model();
        OrtSession session = OnnxSessions.open(environment, model, placed.provider(), config);
        return new OnnxNetwork(environment, session, model.manifest());
    }

    @Override
    public int size(int faces) {
        return faces;
    }

    @Override
    public FloatBuffer run(FloatBuffer input, int size) throws OrtException {
        long[] shape = {size, 1, manifest.side(), manifest.side()};
        String name = manifest.input().name();
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input, shape);
                OrtSession.Result result = session.run(
                        Map.of(name, tensor), Set.of(manifest.output().name()))) {
            // The requested output, whatever else the network computes. It is closed with the result.
            return ((OnnxTensor) result.get(0)).getFloatBuffer();
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
