package io.moodstream.classifier;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Emotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Checks the values of a manifest. */
final class ManifestChecks {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*\\.onnx");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> LAYOUTS = List.of("NCHW", "NHWC");
    private static final List<String> PROVIDERS = List.of("cpu", "cuda");
    private static final List<String> EMOTIONS =
            Arrays.stream(Emotion.values()).map(Emotion::name).toList();

    private final String name;
    private final List<String> faults = new ArrayList<>();

    private ManifestChecks(String name) {
        this.name = name;
    }

    /**
     * Checks all values.
     *
     * @throws ConfigurationException naming every key that is wrong, its value and what is expected
     */
    static void check(ModelManifest manifest, String name) {
        ManifestChecks checks = new ManifestChecks(name);
        checks.file(manifest);
        checks.input(manifest.input());
        checks.places(manifest);
        checks.classes(manifest);
        if (!checks.faults.isEmpty()) {
            throw new ConfigurationException(checks.faults);
        }
    }

    private void file(ModelManifest manifest) {
        expect(manifest.format() == 1, "format", manifest.format(), "1");
        expect(matches(ID, manifest.id()), "id", manifest.id(), "1 to 100 of A-Z a-z 0-9 . _ -");
        expect(matches(FILE, manifest.file()), "file", manifest.file(), "the name of an .onnx file beside it");
        expect(matches(SHA256, manifest.sha256()), "sha256", manifest.sha256(), "64 lower-case hex digits");
    }

    private void input(ModelManifest.Input input) {
        boolean layout = LAYOUTS.contains(input.layout());
        expect(layout, "input.layout", input.layout(), "NCHW or NHWC");
        boolean shape = layout && isSquare(input);
        String expected = input.channelsLast() ? "[-1, side, side, channels]" : "[-1, channels, side, side]";
        expect(!layout || shape, "input.shape", input.shape(), expected + ", channels 1 or 3, side 16 to 1024");
        boolean scales = Float.isFinite(input.scale()) && input.scale() != 0;
        expect(scales, "input.scale", input.scale(), "a number other than 0");
        expect(Float.isFinite(input.offset()), "input.offset", input.offset(), "a number");
        if (shape) {
            channels(input);
        }
    }

    private void channels(ModelManifest.Input input) {
        int count = input.channelCount();
        boolean fits = count == 1
                ? input.channels().equals("grey")
                : input.channels().equals("RGB") || input.channels().equals("BGR");
        expect(fits, "input.channels", input.channels(), count == 1 ? "grey, for one channel" : "RGB or BGR");
        boolean mean = input.mean().size() == count && input.mean().stream().allMatch(Float::isFinite);
        expect(mean, "input.mean", input.mean(), "a number for each channel, " + count);
        boolean deviation = input.deviation().size() == count
                && input.deviation().stream().allMatch(each -> Float.isFinite(each) && each != 0);
        expect(deviation, "input.deviation", input.deviation(), "a number other than 0 for each channel, " + count);
    }

    private void places(ModelManifest manifest) {
        double abstain = manifest.abstainBelow();
        expect(abstain >= 0 && abstain <= 1, "abstainBelow", abstain, "0 to 1");
        boolean places = !manifest.providers().isEmpty() && PROVIDERS.containsAll(manifest.providers());
        expect(places, "providers", manifest.providers(), "one or both of " + PROVIDERS);
        boolean form = manifest.floatForm().isEmpty() || Model.BUNDLED.contains(manifest.floatForm());
        expect(form, "floatForm", manifest.floatForm(), "the name of a bundled model: " + Model.BUNDLED);
        expect(manifest.training().isObject(), "training", manifest.training(), "an object, free in form");
    }

    private void classes(ModelManifest manifest) {
        List<String> classes = manifest.classes();
        manifest.otherClasses().forEach((other, ours) -> {
            String key = "otherClasses." + other;
            expect(
                    EMOTIONS.contains(ours) || ours.equals(ModelManifest.DROPPED),
                    key,
                    ours,
                    "one of " + EMOTIONS + " or " + ModelManifest.DROPPED);
            expect(!EMOTIONS.contains(other), key, ours, "the name of a class that is not one of " + EMOTIONS);
            expect(classes.contains(other), key, ours, "a name that is in classes, " + classes);
        });
        boolean once = new HashSet<>(classes).size() == classes.size();
        expect(once, "classes", classes, "each name once");
        List<String> unknown = classes.stream()
                .filter(each ->
                        !EMOTIONS.contains(each) && !manifest.otherClasses().containsKey(each))
                .toList();
        expect(
                unknown.isEmpty(),
                "classes",
                classes,
                "each of " + EMOTIONS + " once; otherClasses has to say what " + String.join(", ", unknown)
                        + " counts as");
        List<String> missing = EMOTIONS.stream()
                .filter(each ->
                        !classes.contains(each) && !manifest.otherClasses().containsValue(each))
                .toList();
        expect(
                missing.isEmpty() || !unknown.isEmpty(),
                "classes",
                classes,
                "each of " + EMOTIONS + " once; missing are " + String.join(", ", missing));
    }

    private static boolean isSquare(ModelManifest.Input input) {
        List<Integer> shape = input.shape();
        if (shape.size() != 4 || !(shape.get(0) == -1 || shape.get(0) == 1)) {
            return false;
        }
        int height = shape.get(input.channelsLast() ? 1 : 2);
        int width = shape.get(input.channelsLast() ? 2 : 3);
        boolean channels = input.channelCount() == 1 || input.channelCount() == 3;
        return channels && height == width && height >= Crop.MIN_SIDE && height <= Crop.MAX_SIDE;
    }

    private static boolean matches(Pattern pattern, String text) {
        return pattern.matcher(text).matches();
    }

    private void expect(boolean holds, String key, Object value, String expected) {
        if (!holds) {
            faults.add(name + ": " + key + " is " + value + "; expected " + expected);
        }
    }
}
