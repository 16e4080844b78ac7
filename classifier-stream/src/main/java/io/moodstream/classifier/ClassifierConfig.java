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
 * @param batch largest number of faces in one call of the model
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
                value = "256",
                min = 1,
                max = 1024,
                doc = "Largest number of faces in one call of the model; more faces take several calls")
        int batch) {}
