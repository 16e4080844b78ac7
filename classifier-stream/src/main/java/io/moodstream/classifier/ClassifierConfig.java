package io.moodstream.classifier;

import io.moodstream.kit.Setting;
import java.time.Duration;
import java.util.Optional;

/**
 * The classifier's settings.
 *
 * @param model a bundled model's name or a manifest's path
 * @param abstainBelow faces whose highest probability is below it are not readable
 * @param reload how often the manifest is looked at
 * @param provider what the model computes on
 * @param device which GPU
 * @param threads threads of one call
 * @param batch faces of one call
 */
public record ClassifierConfig(
        @Setting(
                value = "",
                doc = "Name of a bundled model, or path of a manifest (.json) with its .onnx beside it; standard when"
                        + " empty")
        Optional<String> model,

        @Setting(
                value = "",
                min = 0,
                max = 1,
                doc = "A face whose highest probability is below this is published as not readable; 0 never, the"
                        + " model's own when empty")
        Optional<Double> abstainBelow,

        @Setting(
                value = "5s",
                min = 0.1,
                max = 3600,
                doc = "How often a manifest given by its path is looked at; when it has changed, the new model takes "
                        + "over")
        Duration reload,

        @Setting(
                value = "auto",
                doc = "What the model computes on: auto, cpu or cuda; auto takes CUDA where device and build have it")
        Provider provider,

        @Setting(value = "0", min = 0, max = 63, doc = "Number of the GPU, for CUDA")
        int device,

        @Setting(
                value = "1",
                min = 1,
                max = 64,
                doc = "CPU threads within one call of the model; stream threads already work side by side")
        int threads,

        @Setting(
                value = "256",
                min = 1,
                max = 1024,
                doc = "Most faces in one call of the model; more take several calls")
        int batch) {}
