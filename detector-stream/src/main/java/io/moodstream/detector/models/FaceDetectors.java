package io.moodstream.detector.models;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.pictures.OpenCv;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/** Opens detectors by the name of a bundled one or by the path of a manifest. */
public final class FaceDetectors {
    /** Names of the bundled detectors. */
    public static final List<String> BUNDLED =
            List.of("blazeface", "blazeface-front", "mediapipe-short", "mediapipe-full", "haar");

    /** Name of the small detector's manifest that searches near known faces. */
    private static final String NEARBY = "nearby";

    private FaceDetectors() {}

    /**
     * Opens the detector that the options select.
     *
     * @throws ConfigurationException if the manifest or the model is missing or invalid
     */
    public static FaceDetector open(DetectorOptions options) {
        OpenCv.prepare();
        Source source = Source.of(options.model());
        DetectorManifest manifest = Manifests.read(source.name(), source.manifest());
        if (manifest instanceof SsdManifest ssd) {
            SsdManifest wanted = ssd.with(threshold(ssd, options), tiling(ssd, options));
            SsdFaceDetector everywhere = ssd(wanted, source);
            return options.nearby() ? near(everywhere, options) : everywhere;
        }
        return haar((CascadeManifest) manifest, source);
    }

    /**
     * Checks that the detector that the options select is there, without loading it.
     *
     * @throws ConfigurationException if the manifest is missing or invalid, or the model is missing
     */
    public static void check(DetectorOptions options) {
        Source source = Source.of(options.model());
        var unused =
                source.model(Manifests.read(source.name(), source.manifest()).model());
    }

    private static FaceDetector near(SsdFaceDetector everywhere, DetectorOptions options) {
        try {
            Source source = Source.bundled(NEARBY);
            SsdManifest manifest = (SsdManifest) Manifests.read(source.name(), source.manifest());
            SsdManifest wanted = manifest.with(threshold(manifest, options), manifest.tiling());
            return new NearbyFaceDetector(everywhere, ssd(wanted, source));
        } catch (RuntimeException e) {
            everywhere.close();
            throw e;
        }
    }

    private static SsdFaceDetector ssd(SsdManifest manifest, Source source) {
        byte[] model = source.model(manifest.model());
        int width = manifest.input().width();
        int height = manifest.input().height();
        List<SizedNetwork> networks = new ArrayList<>();
        try {
            networks.add(network(manifest, model, width, height));
            if (manifest.input().fit() == SsdManifest.Fit.TRIMMED) {
                networks.add(network(manifest, model, width, trimmed(height)));
                networks.add(network(manifest, model, trimmed(width), height));
            }
            return new SsdFaceDetector(manifest, networks);
        } catch (RuntimeException | Error e) {
            networks.forEach(SizedNetwork::close);
            throw e;
        }
    }

    /** Returns three quarters: what a picture of 4:3 fills. */
    private static int trimmed(int side) {
        return side * 3 / 4;
    }

    private static FaceDetector haar(CascadeManifest manifest, Source source) {
        return new HaarFaceDetector(manifest, source.model(manifest.model()));
    }

    private static SizedNetwork network(SsdManifest manifest, byte[] model, int width, int height) {
        return new SizedNetwork(manifest, width, height, open(manifest, model, width, height));
    }

    private static Network open(SsdManifest manifest, byte[] model, int width, int height) {
        if (manifest.model().endsWith(".onnx")) {
            return new OnnxNetwork(manifest, model, width, height);
        } else if (manifest.model().endsWith(".tflite")) {
            return new DnnNetwork(manifest, model);
        }
        throw new ConfigurationException("DETECTOR_MODEL: " + manifest.id() + "'s model is " + manifest.model()
                + ", expected a file ending in .onnx or .tflite");
    }

    private static float threshold(SsdManifest manifest, DetectorOptions options) {
        return options.threshold().map(Double::floatValue).orElse(manifest.threshold());
    }

    private static @Nullable Tiling tiling(SsdManifest manifest, DetectorOptions options) {
        if (manifest.tiling() == null) {
            return null;
        }
        int side = options.tile().orElse(manifest.tiling().side());
        int overlap = options.tileOverlap().orElse(Math.min(manifest.tiling().overlap(), side / 2));
        if (overlap > side / 2) {
            throw new ConfigurationException(
                    "DETECTOR_TILE_OVERLAP=" + overlap + ": expected at most half of the tile's " + side + " pixels");
        }
        return new Tiling(side, overlap, manifest.tiling().wholeFrame());
    }

    /** Returns the name of the file in which a bundled model is laid out for a CPU. */
    static String laidOut(String model, boolean avx512) {
        String wide = model.replace(".onnx", "-avx512.onnx");
        return avx512 && Source.isBundled(wide) ? wide : model;
    }

    /** Reads a manifest and its model from the jar or from a folder. */
    private record Source(String name, @Nullable Path folder, byte[] manifest) {

        static Source of(String model) {
            if (BUNDLED.contains(model)) {
                return bundled(model);
            }
            Path file = Path.of(model);
            if (!Files.isRegularFile(file)) {
                throw new ConfigurationException("DETECTOR_MODEL=" + model + ": there is no such manifest file;"
                        + " expected one or a bundled detector: " + String.join(", ", BUNDLED));
            }
            return new Source(model, file.toAbsolutePath().getParent(), read(file));
        }

        static Source bundled(String name) {
            return new Source(name + ".json", null, resource("/detectors/" + name + ".json"));
        }

        /** Returns the bytes of a model that is beside the manifest, or else in the jar. */
        byte[] model(String model) {
            if (folder == null || (!Files.exists(folder.resolve(model)) && isBundled(model))) {
                return resource(where(laidOut(model, Cpu.HAS_AVX512)));
            }
            return read(folder.resolve(model));
        }

        private static boolean isBundled(String model) {
            return FaceDetectors.class.getResource(where(model)) != null;
        }

        /** Returns the place of a bundled model; OpenCV brings its own cascades. */
        private static String where(String model) {
            return model.endsWith(".xml")
                    ? "/org/bytedeco/opencv/" + Loader.getPlatform() + "/share/opencv4/haarcascades/" + model
                    : "/models/" + model;
        }

        private static byte[] read(Path file) {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new ConfigurationException("DETECTOR_MODEL: cannot read " + file + ": "
                        + (Files.exists(file) ? e.getMessage() : "there is no such file"));
            }
        }

        private static byte[] resource(String name) {
            try (InputStream in = FaceDetectors.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new ConfigurationException("DETECTOR_MODEL: " + name.substring(name.lastIndexOf('/') + 1)
                            + " is missing from this build");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ConfigurationException("DETECTOR_MODEL: cannot read " + name + " in the jar");
            }
        }
    }
}
