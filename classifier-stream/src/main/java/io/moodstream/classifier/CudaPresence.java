package io.moodstream.classifier;

import java.io.File;
import java.util.regex.Pattern;

/**
 * Whether CUDA can work at all, found out without loading it: ONNX Runtime itself would first unpack 586 MB and list
 * CUDA as available even where there is no GPU.
 *
 * @param device whether an NVIDIA device is there (on Windows, which shows none as a file, taken for granted)
 * @param build whether ONNX Runtime's CUDA library is on the class path
 */
record CudaPresence(boolean device, boolean build) {
    private static final String LIBRARIES = "/ai/onnxruntime/native/";

    /** {@code /dev/nvidia0} and so on; {@code /dev/dxg} is the GPU under WSL. */
    private static final Pattern DEVICE = Pattern.compile("nvidia\\d+|dxg");

    /** What this machine and class path hold. */
    static CudaPresence here() {
        return new CudaPresence(File.separatorChar == '\\' || deviceIn(new File("/dev")), buildIsCuda());
    }

    static boolean deviceIn(File folder) {
        String[] files = folder.list((in, name) -> DEVICE.matcher(name).matches());
        return files != null && files.length > 0;
    }

    private static boolean buildIsCuda() {
        return holds("linux-x64/libonnxruntime_providers_cuda.so") || holds("win-x64/onnxruntime_providers_cuda.dll");
    }

    private static boolean holds(String library) {
        return ai.onnxruntime.OrtEnvironment.class.getResource(LIBRARIES + library) != null;
    }
}
