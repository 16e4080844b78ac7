package io.moodstream.classifier;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.moodstream.kit.ConfigurationException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Opens networks in ONNX Runtime and checks that they match their manifests. */
final class OnnxSessions {
    private static final long MIB = 1L << 20;

    private OnnxSessions() {}

    /** Returns a session whose input and output match the manifest, and which runs entirely on the given provider. */
    static OrtSession open(OrtEnvironment environment, Model model, Provider provider, ClassifierConfig config) {
        OrtSession session;
        try (OrtSession.SessionOptions options = options(provider, config)) {
            session = environment.createSession(model.onnx(), options);
        } catch (OrtException e) {
            throw new ConfigurationException(
                    model.name() + ": " + model.manifest().file() + " cannot be loaded: " + e.getMessage());
        }
        try {
            check(session, model);
            return session;
        } catch (OrtException e) {
            close(session, e);
            throw new IllegalStateException(e);
        } catch (RuntimeException | Error e) {
            close(session, e);
            throw e;
        }
    }

    /** Returns the options of a session, which the caller closes. */
    static OrtSession.SessionOptions options(Provider provider, ClassifierConfig config) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(config.threads());
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", config.spinning() ? "1" : "0");
        if (provider == Provider.CUDA) {
            useCuda(options, config);
        }
        return options;
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
        String file = manifest.file();
        TensorInfo in = tensor(
                session.getInputInfo(),
                manifest.input().name(),
                model.name() + ": input.name",
                file + " has the inputs ");
        if (session.getNumInputs() != 1) {
            throw new ConfigurationException(model.name() + ": " + file + " has " + described(session.getInputInfo())
                    + "; expected one input, the faces");
        }
        long[] shape = in.getShape();
        List<Integer> wanted = manifest.input().shape();
        if (!fits(shape, wanted)) {
            throw new ConfigurationException(model.name() + ": input.shape is " + wanted + ", but " + file + " takes "
                    + Arrays.toString(shape) + batch(shape));
        }
        TensorInfo out = tensor(
                session.getOutputInfo(),
                manifest.output().name(),
                model.name() + ": output.name",
                file + " has the outputs ");
        int classes = manifest.classes().size();
        if (!fits(out.getShape(), List.of(-1, classes))) {
            throw new ConfigurationException(model.name() + ": classes has " + classes + " names, but the output "
                    + manifest.output().name() + " of " + file + " has the shape " + Arrays.toString(out.getShape())
                    + "; expected [-1, " + classes + "]");
        }
    }

    /** Returns whether a network that fits its manifest takes one face at a time only. */
    static boolean takesOneFace(OrtSession session, ModelManifest manifest) {
        try {
            NodeInfo input = session.getInputInfo().get(manifest.input().name());
            return input != null && input.getInfo() instanceof TensorInfo tensor && tensor.getShape()[0] == 1;
        } catch (OrtException e) {
            throw new IllegalStateException("the inputs of " + manifest.file() + " cannot be read", e);
        }
    }

    /** Returns the 32-bit floats of this name. */
    private static TensorInfo tensor(Map<String, NodeInfo> all, String name, String key, String found) {
        NodeInfo node = all.get(name);
        if (node == null) {
            throw new ConfigurationException(key + " is " + name + ", but " + found + described(all));
        }
        if (node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
            return tensor;
        }
        throw new ConfigurationException(
                key + " is " + name + ", but " + found + described(all) + "; expected 32-bit floats");
    }

    /** Whether the network's shape is the wanted one; it is -1 where the network leaves it open. */
    private static boolean fits(long[] shape, List<Integer> wanted) {
        if (shape.length != wanted.size() || (shape[0] != -1 && shape[0] != 1)) {
            return false;
        }
        return IntStream.range(1, shape.length).allMatch(i -> shape[i] == -1 || shape[i] == wanted.get(i));
    }

    private static String batch(long[] shape) {
        return shape.length > 0 && shape[0] > 1
                ? ": " + shape[0] + " faces at a time; export it with a dynamic first axis"
                : "";
    }

    private static String described(Map<String, NodeInfo> all) {
        return all.values().stream()
                .map(node -> node.getInfo() instanceof TensorInfo tensor
                        ? node.getName() + " " + Arrays.toString(tensor.getShape())
                                + (tensor.type == OnnxJavaType.FLOAT ? "" : " of " + tensor.type)
                        : node.getName())
                .collect(Collectors.joining(", "));
    }

    private static void close(OrtSession session, Throwable cause) {
        try {
            session.close();
        } catch (OrtException e) {
            cause.addSuppressed(e);
        }
    }
}
