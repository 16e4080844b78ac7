package io.moodstream.classifier;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Emotion;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Checks the values of a manifest. */
final class ManifestChecks {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*\\.onnx");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> PROVIDERS = List.of("cpu", "cuda");
    private static final List<String> EMOTIONS =
            Arrays.stream(Emotion.values()).map(Emotion::name).toList();

    private ManifestChecks() {}

    static void check(ModelManifest manifest, String name) {
        ModelManifest.Input input = manifest.input();
        expect(manifest.format() == 1, name, "format", manifest.format(), "1");
        expect(matches(ID, manifest.id()), name, "id", manifest.id(), "1 to 100 of A-Z a-z 0-9 . _ -");
        expect(matches(FILE, manifest.file()), name, "file", manifest.file(), "the name of an .onnx file beside it");
        expect(matches(SHA256, manifest.sha256()), name, "sha256", manifest.sha256(), "64 lower-case hex digits");
        expect(isSquareGrey(input.shape()), name, "input.shape", input.shape(), "[-1, 1, side, side], side 16 to 1024");
        expect(input.layout().equals("NCHW"), name, "input.layout", input.layout(), "NCHW");
        boolean scales = Float.isFinite(input.scale()) && input.scale() != 0;
        expect(scales, name, "input.scale", input.scale(), "a number other than 0");
        expect(Float.isFinite(input.offset()), name, "input.offset", input.offset(), "a number");
        double abstain = manifest.abstainBelow();
        expect(abstain >= 0 && abstain <= 1, name, "abstainBelow", abstain, "0 to 1");
        boolean places = !manifest.providers().isEmpty() && PROVIDERS.containsAll(manifest.providers());
        expect(places, name, "providers", manifest.providers(), "one or both of " + PROVIDERS);
        boolean form = manifest.floatForm().isEmpty() || Model.BUNDLED.contains(manifest.floatForm());
        expect(form, name, "floatForm", manifest.floatForm(), "the name of a bundled model: " + Model.BUNDLED);
        expect(manifest.training().isObject(), name, "training", manifest.training(), "an object, free in form");
        boolean ours = manifest.classes().size() == EMOTIONS.size()
                && new HashSet<>(manifest.classes()).equals(new HashSet<>(EMOTIONS));
        expect(ours, name, "classes", manifest.classes(), "each of " + EMOTIONS + " once");
    }

    private static boolean isSquareGrey(List<Integer> shape) {
        return shape.size() == 4
                && shape.get(0) == -1
                && shape.get(1) == 1
                && shape.get(2).equals(shape.get(3))
                && shape.get(2) >= Crop.MIN_SIDE
                && shape.get(2) <= Crop.MAX_SIDE;
    }

    private static boolean matches(Pattern pattern, String text) {
        return pattern.matcher(text).matches();
    }

    private static void expect(boolean holds, String name, String key, Object value, String expected) {
        if (!holds) {
            throw new ConfigurationException(name + ": " + key + " is " + value + "; expected " + expected);
        }
    }
}
