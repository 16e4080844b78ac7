package io.moodstream.classifier;

import io.moodstream.kit.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Holds a model as it is in its two files, which belong together.
 *
 * @param manifest the description of the model
 * @param onnx the network
 * @param name path or name of the manifest, for messages
 */
record Model(ModelManifest manifest, byte[] onnx, String name) {
    /** Names of the bundled models; docs/models.md compares them. */
    public static final List<String> BUNDLED =
            List.of("standard", "standard-votes", "standard-int8", "standard-int8-votes", "fast", "fast-votes");

    /** The name of the default model. */
    static final String STANDARD = "standard";

    private static final String FOLDER = "/models/";
    private static final String MANIFEST = ".json";

    /**
     * Checks that the network is the one that the manifest describes.
     *
     * @throws ConfigurationException if it is another one
     */
    public Model {
        String found = sha256(onnx);
        if (!found.equals(manifest.sha256())) {
            throw new ConfigurationException(name + ": sha256 is " + manifest.sha256() + ", but " + manifest.file()
                    + " has " + found + "; the two files do not belong together");
        }
    }

    /**
     * Loads a model by its name.
     *
     * @param name a bundled model's name, or the path of a manifest, which ends in .json; standard if none
     * @throws ConfigurationException if there is no such model, or a file is missing or invalid, naming the file and
     *     the key
     */
    public static Model load(Optional<String> name) {
        Optional<Path> file = file(name);
        return file.isPresent() ? load(file.get()) : bundled(name.orElse(STANDARD));
    }

    /**
     * Checks a model's name without loading it.
     *
     * @throws ConfigurationException if there is no such bundled model or manifest
     */
    static void requireThere(Optional<String> name) {
        Optional<Path> file = file(name);
        if (file.isPresent()) {
            if (Files.notExists(file.get())) {
                throw missing(file.get());
            }
        } else {
            requireBundled(name.orElse(STANDARD));
        }
    }

    /** Returns the path of the manifest, if the name is a path. */
    static Optional<Path> file(Optional<String> name) {
        return name.filter(text -> text.endsWith(MANIFEST)).map(Path::of);
    }

    private static Model load(Path file) {
        ModelManifest manifest = manifest(file);
        return new Model(manifest, read(file.resolveSibling(manifest.file())), file.toString());
    }

    /** Loads the manifest alone. */
    static ModelManifest manifest(Path file) {
        return ModelManifest.parse(read(file), file.toString());
    }

    private static Model bundled(String name) {
        requireBundled(name);
        String file = name + MANIFEST;
        ModelManifest manifest = ModelManifest.parse(resource(file), "bundled " + file);
        return new Model(manifest, resource(manifest.file()), "bundled " + file);
    }

    private static void requireBundled(String name) {
        if (!BUNDLED.contains(name)) {
            throw new ConfigurationException("CLASSIFIER_MODEL=" + name + ": there is no such bundled model; expected "
                    + String.join(", ", BUNDLED) + ", or the path of a manifest, which ends in " + MANIFEST);
        }
    }

    private static ConfigurationException missing(Path file) {
        return new ConfigurationException("CLASSIFIER_MODEL: there is no file " + file);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw missing(file);
        } catch (IOException e) {
            throw new ConfigurationException("CLASSIFIER_MODEL: cannot read " + file + ": " + e.getMessage());
        }
    }

    private static byte[] resource(String file) {
        try (InputStream in = Model.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new ConfigurationException("The file " + file + " of the bundled model is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "Cannot read the file " + file + " of the bundled" + " model: " + e.getMessage());
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
