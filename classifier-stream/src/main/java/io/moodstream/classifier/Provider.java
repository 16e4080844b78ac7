package io.moodstream.classifier;

import io.moodstream.kit.ConfigurationException;

/** Lists where a model can run. */
enum Provider {
    /** CUDA if there are a device and the CUDA build of ONNX Runtime, otherwise the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** An NVIDIA GPU. */
    CUDA;

    /**
     * Resolves this to CPU or CUDA.
     *
     * @throws ConfigurationException if CUDA is requested and not available
     */
    Provider resolve(CudaPresence cuda) {
        if (this == AUTO) {
            return cuda.build() && cuda.device() ? CUDA : CPU;
        }
        if (this == CUDA && !cuda.build()) {
            throw new ConfigurationException("CLASSIFIER_PROVIDER=cuda: this build has ONNX Runtime for the CPU only;"
                    + " build with the Maven profile gpu, or set it to cpu");
        }
        if (this == CUDA && !cuda.device()) {
            throw new ConfigurationException("CLASSIFIER_PROVIDER=cuda: this machine has no NVIDIA device"
                    + " (/dev/nvidia0); make one available, or set it to cpu");
        }
        return this;
    }
}
