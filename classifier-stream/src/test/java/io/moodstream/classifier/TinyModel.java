package io.moodstream.classifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Provides networks of a few hundred bytes, made by {@code src/test/resources/tiny/make.py}: softmax(weights x mean
 * grey + bias), grey from 0 to 1.
 */
public final class TinyModel {
    static final int SIDE = 48;
    private static final ObjectMapper JSON = new ObjectMapper();

    private TinyModel() {}

    /** Writes the network and its manifest as {@code model.onnx} and {@code model.json}; returns the manifest. */
    public static Path write(Path folder, String network, String id) throws IOException {
        return write(folder, network, id, manifest -> {});
    }

    /** Writes the same with a change of the manifest; returns the manifest. */
    public static Path write(Path folder, String network, String id, Consumer<ObjectNode> change) throws IOException {
        byte[] onnx = onnx(network);
        Files.write(folder.resolve("model.onnx"), onnx);
        ObjectNode manifest = manifest(network, id, onnx);
        change.accept(manifest);
        Path file = folder.resolve("model.json");
        Files.write(file, JSON.writeValueAsBytes(manifest));
        return file;
    }

    public static ObjectNode manifest(String network, String id, byte[] onnx) {
        boolean logits = network.equals("logits");
        ObjectNode manifest = JSON.createObjectNode()
                .put("format", 1)
                .put("id", id)
                .put("file", "model.onnx")
                .put("sha256", sha256(onnx));
        manifest.putObject("input")
                .put("name", "faces")
                .put("layout", "NCHW")
                .put("scale", 1 / 255.0)
                .put("offset", 0.0)
                .putArray("shape")
                .add(-1)
                .add(1)
                .add(SIDE)
                .add(SIDE);
        manifest.putObject("output")
                .put("name", logits ? "logits" : "probabilities")
                .put("kind", logits ? "logits" : "probabilities");
        var classes = manifest.putArray("classes");
        for (String name : "angry disgust fear happy sad surprise neutral".split(" ")) {
            classes.add(name);
        }
        manifest.putObject("training");
        return manifest;
    }

    public static byte[] onnx(String network) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(TinyModel.class.getResourceAsStream("/tiny/" + network + ".onnx"), network)) {
            return in.readAllBytes();
        }
    }

    /** Returns a face of one grey value. */
    public static Crop face(int grey) {
        byte[] pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, (byte) grey);
        return new Crop(SIDE, pixels);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
