package io.moodstream.classifier;

import java.io.File;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Detects whether CUDA can work, without loading it: ONNX Runtime itself would first unpack 586 MB, and lists CUDA as
 * available even if there is no GPU.
 *
 * @param device whether there is an NVIDIA device (assumed on Windows, where no file shows it)
 * @param build whether ONNX Runtime's CUDA library is on the class path or in {@code onnxruntime.native.path}
 */
record CudaPresence(boolean device, boolean build) {
    private static final String LIBRARIES = "/ai/onnxruntime/native/";

    /** {@code /dev/nvidia0} and so on; {@code /dev/dxg} is the GPU under WSL. */
    private static final Pattern DEVICE = Pattern.compile("nvidia\\d+|dxg");

    /** Returns what this machine and class path have. */
    static CudaPresence here() {
        return new CudaPresence(File.separatorChar == '\\' || deviceIn(new File("/dev")), buildIsCuda());
    }

    static boolean deviceIn(File folder) {
        String[] files = folder.list((in, name) -> DEVICE.matcher(name).matches());
        return files != null && files.length > 0;
    }

    private static boolean buildIsCuda() {
        return contains("linux-x64/libonnxruntime_providers_cuda.so")
                || contains("win-x64/onnxruntime_providers_cuda.dll")
                || isIn(System.getProperty("onnxruntime.native.path"));
    }

    /** ONNX Runtime takes its libraries from this folder, such as those of a build for another CUDA. */
    static boolean isIn(@Nullable String folder) {
        return folder != null
                && (new File(folder, "libonnxruntime_providers_cuda.so").isFile()
                        || new File(folder, "onnxruntime_providers_cuda.dll").isFile());
    }

    private static boolean contains(String library) {
        return ai.onnxruntime.OrtEnvironment.class.getResource(LIBRARIES + library) != null;
    }
}
