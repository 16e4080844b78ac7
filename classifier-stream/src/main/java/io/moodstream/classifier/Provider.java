package io.moodstream.classifier;

import io.moodstream.kit.ConfigurationException;

/** What a model computes on. */
enum Provider {
    /** CUDA where a device and the CUDA build of ONNX Runtime are both there, else the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** An NVIDIA GPU. */
    CUDA;

    /**
     * CPU or CUDA.
     *
     * @throws ConfigurationException if CUDA is asked for and cannot be had
     */
    Provider resolve(CudaPresence cuda) {
        if (this == AUTO) {
            return cuda.build() && cuda.device() ? CUDA : CPU;
        }
        if (this == CUDA && !cuda.build()) {
            throw new ConfigurationException("CLASSIFIER_PROVIDER=cuda: this build holds ONNX Runtime for the CPU only;"
                    + " build with the Maven profile gpu, or set it to cpu");
        }
        if (this == CUDA && !cuda.device()) {
            throw new ConfigurationException("CLASSIFIER_PROVIDER=cuda: this machine shows no NVIDIA device"
                    + " (/dev/nvidia0); give it one, or set it to cpu");
        }
        return this;
    }
}
