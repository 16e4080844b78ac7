package io.moodstream.detector.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.detector.DetectorConfig;
import io.moodstream.detector.Detectors;
import io.moodstream.detector.Drawings;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.pictures.DecodedPicture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.util.FloatComparator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"blazeface", "blazeface-front", "mediapipe-short", "mediapipe-full", "haar"})
    void opensEveryBundledDetector(String name) {
        try (FaceDetector detector = Detectors.open(name)) {
            assertThat(detector.id()).startsWith(name.substring(0, 4));
        }
    }

    @Test
    void aCopyOfABundledManifestUsesTheBundledModel() throws IOException {
        try (FaceDetector detector = Detectors.open(write(bundled("blazeface")))) {
            assertThat(detector.id()).isEqualTo("blazeface-back-256");
        }
    }

    @Test
    void bothLayoutsOfTheNetworkFindTheSame() throws IOException {
        List<List<Detection>> found = new ArrayList<>();
        for (String layout : List.of("blazeface-back-256.onnx", "blazeface-back-256-avx512.onnx")) {
            String own = write(bundled("blazeface").replace("blazeface-back-256.onnx", "own.onnx"));
            Files.write(folder.resolve("own.onnx"), resource("/models/" + layout));
            try (FaceDetector detector = Detectors.open(own);
                    DecodedPicture picture = Detectors.decoder().decode(Drawings.face(300, 240))) {
                found.add(detector.detect(picture));
            }
        }
        assertThat(found.get(0)).hasSize(1);
        assertThat(found.get(1))
                .usingRecursiveComparison()
                .withComparatorForType(new FloatComparator(0.01f), Float.class)
                .isEqualTo(found.get(0));
    }

    @ParameterizedTest
    @CsvSource({"640, 480", "360, 480", "480, 480"})
    void withoutBlackMarginsTheSameIsFound(int width, int height) throws IOException {
        List<List<Detection>> found = new ArrayList<>();
        for (String fit : List.of("trimmed", "letterbox")) {
            String own = write(bundled("blazeface").replace("\"trimmed\"", "\"" + fit + "\""));
            try (FaceDetector detector = Detectors.open(own);
                    DecodedPicture whole = Detectors.decoder().decode(Drawings.face(180, 240));
                    DecodedPicture picture =
                            new DecodedPicture(new Mat(whole.bgr(), new Rect(0, 0, width, height)).clone())) {
                found.add(detector.detect(picture));
            }
        }
        assertThat(found.get(0)).hasSize(1);
        assertThat(found.get(1)).hasSize(1);
        assertThat(found.get(0).get(0).box().iou(found.get(1).get(0).box())).isGreaterThan(0.95f);
    }

    @Test
    void aNetworkBesideTheManifestIsNotReplacedByABundledOne() throws IOException {
        Files.writeString(folder.resolve("blazeface-back-256.onnx"), "no model");
        refused(write(bundled("blazeface")), "blazeface-back-256.onnx is not a readable ONNX model");
    }

    @Test
    void theLayoutForAvx512IsTakenOnACpuThatHasIt() throws IOException {
        Path cpuinfo = folder.resolve("cpuinfo");
        assertThat(Cpu.hasAvx512(cpuinfo)).isFalse();
        Files.writeString(cpuinfo, "processor\t: 0\nflags\t\t: fpu avx2 avx512f sha_ni\n");
        assertThat(Cpu.hasAvx512(cpuinfo)).isTrue();
        Files.writeString(cpuinfo, "processor\t: 0\nflags\t\t: fpu avx2 sha_ni\nbugs: avx512f\n");
        assertThat(Cpu.hasAvx512(cpuinfo)).isFalse();
        for (String network : List.of("blazeface-back-256", "blazeface-front-128")) {
            assertThat(FaceDetectors.laidOut(network + ".onnx", true)).isEqualTo(network + "-avx512.onnx");
            assertThat(FaceDetectors.laidOut(network + ".onnx", false)).isEqualTo(network + ".onnx");
        }
        assertThat(FaceDetectors.laidOut("face_detection_short_range.tflite", true))
                .isEqualTo("face_detection_short_range.tflite");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "kind": "ssd"          | "kind": "yolo"           | kind: yolo, expected ssd or cascade
                    "kind": "ssd",         | ` `                      | kind: missing, expected ssd or cascade
                    "threshold": 0.44      | "threshold": 1.5         | threshold: 1.5, expected between 0 and 1
                    "threshold": 0.44      | "threshold": 0.44, "treshold": 1 | treshold
                    "threshold": 0.44,     | ` `                      | threshold: this key is missing
                    "threshold": 0.44      | "threshold": "0.44"      | threshold
                    "threshold": 0.44      | "threshold": null        | threshold
                    "width": 256           | "width": 256.5           | input.width
                    "width": 256           | "width": 128             | expects 896 boxes, one per anchor
                    "NHWC"                 | "NCHW"                   | makes inputs of shape [1, 3, 256, 256]
                    "NHWC"                 | "HWC"                    | input.layout
                    "name": "input:0"      | "name": "image"          | names [image] as input.name
                    "Identity_3:0"         | "boxes"                  | has [Identity:0
                    "cells": 8             | "cells": 7               | expects 806 boxes, one per anchor
                    "eyes": [0, 1]         | "eyes": [0, 9]           | expects 24 or more numbers per box
                    "eyes": [0, 1]         | "eyes": [0]              | output.eyes
                    "encoding": "anchors"  | "encoding": "corners_relative" | output.anchors
                    "overlap": 160         | "overlap": 700           | tiling.overlap: 700, expected 0 to half the side
                    "scale": 1.15          | "scale": 0               | crop.scale: 0.0
                    blazeface-back-256.onnx | missing.onnx | there is no such file
                    blazeface-back-256.onnx | model.pt     | input.fit: trimmed, expected letterbox or stretch
                    "nmsIou": 0.3,         | "nmsIou": 0.3            | wrong
                    """)
    void reportsAFaultInOneSentence(String good, String bad, String sentence) throws IOException {
        String manifest = bundled("blazeface");
        assertThat(manifest).contains(good);
        refused(write(manifest.replace(good, bad)), sentence);
    }

    @Test
    void reportsAMissingFile() {
        refused(
                "no/such.json",
                "DETECTOR_MODEL=no/such.json: there is no such manifest file; expected one or a bundled detector");
    }

    @Test
    void saysThatNoModelLiesBesideTheManifest() throws IOException {
        String foreign = Files.readString(Path.of("../docs/models/ultraface.json"));
        refused(write(foreign), "ultraface-rfb-640.onnx: there is no such file");
    }

    @Test
    void reportsABrokenModel() throws IOException {
        Files.writeString(folder.resolve("blazeface-back-256.onnx"), "no model");
        refused(write(bundled("blazeface")), "is not a readable ONNX model");
        Files.writeString(folder.resolve("face_detection_short_range.tflite"), "no model");
        refused(write(bundled("mediapipe-short")), "is not a readable TensorFlow Lite model");
        Files.writeString(folder.resolve("haarcascade_frontalface_alt2.xml"), "<no>");
        refused(write(bundled("haar")), "is not a readable cascade");
    }

    @Test
    void reportsAnOverlapThatIsTooLargeForTheTile() {
        assertThatThrownBy(() ->
                        FaceDetectors.open(new Settings(Map.of("DETECTOR_TILE", "100", "DETECTOR_TILE_OVERLAP", "80"))
                                .bind(DetectorConfig.class)
                                .options()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("DETECTOR_TILE_OVERLAP=80: expected at most half of the tile's 100 pixels");
    }

    private void refused(String model, String sentence) {
        assertThatThrownBy(() -> Detectors.open(model).close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("DETECTOR_MODEL")
                .hasMessageContaining(sentence)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private String write(String manifest) throws IOException {
        Path file = folder.resolve("manifest.json");
        Files.writeString(file, manifest);
        return file.toString();
    }

    private static String bundled(String name) throws IOException {
        return new String(resource("/detectors/" + name + ".json"), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ManifestsTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
