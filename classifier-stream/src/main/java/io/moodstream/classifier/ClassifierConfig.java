package io.moodstream.classifier;

import io.moodstream.kit.Setting;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds the classifier's settings.
 *
 * @param model a bundled model's name or a manifest's path
 * @param abstainBelow the classifier abstains on faces whose highest probability is below this
 * @param reload how often the manifest is checked
 * @param provider where the model runs
 * @param device number of the GPU
 * @param threads CPU threads within one call of the model
 * @param spinning whether those threads wait for work by spinning
 * @param batch largest number of faces in one call of the model on a CPU
 * @param gpuSizes the numbers of faces that a call on a GPU can have, in rising order, separated by commas
 * @param gpuLinger how long faces wait for those of other frames on a GPU
 * @param gpuCalls how many calls are under way at a time on a GPU
 * @param gpuTf32 whether a GPU may multiply with 10 bits of precision
 * @param gpuSearch how cuDNN chooses an algorithm for each convolution while the stage starts
 * @param gpuMemory bound of the memory that the network takes on the GPU, in MiB; 0 for no bound
 */
public record ClassifierConfig(
        @Setting(
                value = "",
                doc = "Name of a bundled model, or path of a manifest (.json) with its .onnx file beside it; if empty,"
                        + " standard")
        Optional<String> model,

        @Setting(
                value = "",
                min = 0,
                max = 1,
                doc = "The classifier abstains on a face whose highest probability is below this: the face is"
                        + " published as not readable. With 0 it never abstains; if empty, the model's own threshold"
                        + " holds")
        Optional<Double> abstainBelow,

        @Setting(
                value = "5s",
                min = 0.1,
                max = 3600,
                doc = "How often a manifest given by its path is checked; if it has changed, the new model takes over")
        Duration reload,

        @Setting(
                value = "auto",
                doc = "Where the model runs: auto, cpu or cuda; auto uses CUDA if a device and the CUDA build are"
                        + " there")
        Provider provider,

        @Setting(value = "0", min = 0, max = 63, doc = "Number of the GPU, for CUDA")
        int device,

        @Setting(
                value = "1",
                min = 1,
                max = 64,
                doc = "CPU threads within one call of the model; the stream threads run in parallel already")
        int threads,

        @Setting(
                value = "false",
                doc = "Whether the CPU threads of a call wait for their next part by spinning: quicker where each has a"
                        + " core to itself, slower where frames share the cores")
        boolean spinning,

        @Setting(
                value = "256",
                min = 1,
                max = 1024,
                doc = "Largest number of faces in one call of the model on a CPU; more faces take several calls")
        int batch,

        @Setting(
                value = "32",
                doc =
                        "Numbers of faces that a call on a GPU can have, such as 1,8,32,128. Each has a session of its own,"
                                + " and fewer faces are filled up. With one number a face gets the same bits in any company")
        String gpuSizes,

        @Setting(
                value = "2ms",
                min = 0,
                max = 1,
                doc = "How long faces wait on a GPU for those of other frames, so that one call classifies many")
        Duration gpuLinger,

        @Setting(value = "2", min = 1, max = 16, doc = "Calls under way at a time on a GPU")
        int gpuCalls,

        @Setting(
                value = "false",
                doc =
                        "Whether a GPU may round factors to 10 bits (TF32): probabilities then differ from a CPU's by up to"
                                + " 0.01")
        boolean gpuTf32,

        @Setting(
                value = "exhaustive",
                doc =
                        "How cuDNN chooses algorithms at the start: exhaustive, heuristic or default; exhaustive is slowest"
                                + " to start")
        AlgorithmSearch gpuSearch,

        @Setting(
                value = "0",
                min = 0,
                max = 1_000_000,
                doc = "Bound of the memory that each size takes on the GPU, in MiB; 0 for no bound")
        int gpuMemory) {
    /** Checks that the model is there, so that nothing is started for one that is not. */
    public ClassifierConfig {
        Model.requireThere(model);
    }

    /** Lists the ways in which cuDNN chooses an algorithm for a convolution. */
    public enum AlgorithmSearch {
        /** Tries all. */
        EXHAUSTIVE,
        /** Asks cuDNN's rules of thumb. */
        HEURISTIC,
        /** Takes the same for all. */
        DEFAULT
    }
}
