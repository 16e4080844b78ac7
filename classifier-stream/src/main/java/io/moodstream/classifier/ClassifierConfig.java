package io.moodstream.classifier;

import io.moodstream.kit.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The classifier's settings.
 *
 * @param model manifest of the model to use
 * @param reload how often the manifest is looked at
 * @param provider what the model computes on
 * @param device which GPU
 * @param threads threads of one call
 * @param batch faces of one call
 */
public record ClassifierConfig(
        @Setting(
                value = "",
                doc = "Manifest (.json) of the model, its .onnx beside it; the bundled model standard when empty")
        Optional<Path> model,

        @Setting(
                value = "5s",
                min = 0.1,
                max = 3600,
                doc = "How often the manifest is looked at; when it has changed, the new model takes over")
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
