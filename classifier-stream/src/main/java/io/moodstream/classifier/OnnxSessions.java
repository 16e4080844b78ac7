package io.moodstream.classifier;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Emotion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens networks in ONNX Runtime and checks that they match their manifests. */
final class OnnxSessions {
    private static final long MIB = 1L << 20;

    private OnnxSessions() {}

    /** Returns a session whose input and output match the manifest, and which runs entirely on the given provider. */
    static OrtSession open(OrtEnvironment environment, Model model, Provider provider, ClassifierConfig config) {
        OrtSession session;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(config.threads());
            options.setInterOpNumThreads(1);
            if (provider == Provider.CUDA) {
                useCuda(options, config);
            }
            session = environment.createSession(model.onnx(), options);
        } catch (OrtException e) {
            throw new ConfigurationException(
                    model.name() + ": " + model.manifest().file() + " cannot be loaded: " + e.getMessage());
        }
        try {
            check(session, model);
            return session;
        } catch (OrtException | RuntimeException e) {
            throw closing(session, e);
        }
    }

    /** Selects CUDA. ONNX Runtime then refuses a network if a single node would fall back to the CPU. */
    private static void useCuda(OrtSession.SessionOptions options, ClassifierConfig config) {
        int device = config.device();
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device)) {
            cuda.add("use_tf32", config.gpuTf32() ? "1" : "0");
            cuda.add("cudnn_conv_algo_search", config.gpuSearch().name());
            if (config.gpuMemory() > 0) {
                cuda.add("gpu_mem_limit", Long.toString(config.gpuMemory() * MIB));
            }
            options.addCUDA(cuda);
            options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
        } catch (OrtException e) {
            throw new ConfigurationException("CLASSIFIER_PROVIDER: CUDA device " + device + " cannot be used: "
                    + e.getMessage() + "; install CUDA 12 and cuDNN 9, or set it to cpu");
        }
    }

    private static void check(OrtSession session, Model model) throws OrtException {
        ModelManifest manifest = model.manifest();
        int side = manifest.side();
        String in = manifest.input().name();
        String out = manifest.output().name();
        expect(session.getNumInputs() == 1, model, "input.name", in, session.getInputInfo());
        expect(isFloats(session.getInputInfo().get(in), -1, 1, side, side), model, "input", in, session.getInputInfo());
        long emotions = Emotion.values().length;
        expect(isFloats(session.getOutputInfo().get(out), -1, emotions), model, "output", out, session.getOutputInfo());
    }

    private static boolean isFloats(@Nullable NodeInfo node, long... shape) {
        return node != null
                && node.getInfo() instanceof TensorInfo tensor
                && tensor.type == OnnxJavaType.FLOAT
                && java.util.Arrays.equals(tensor.getShape(), shape);
    }

    private static void expect(boolean holds, Model model, String key, String name, Map<String, NodeInfo> found) {
        if (!holds) {
            throw new ConfigurationException(model.name() + ": " + key + " (" + name + ") is not what "
                    + model.manifest().file() + " has: " + found.values());
        }
    }

    private static RuntimeException closing(OrtSession session, Exception cause) {
        try {
            session.close();
        } catch (OrtException e) {
            cause.addSuppressed(e);
        }
        return cause instanceof RuntimeException fault ? fault : new IllegalStateException(cause);
    }
}
