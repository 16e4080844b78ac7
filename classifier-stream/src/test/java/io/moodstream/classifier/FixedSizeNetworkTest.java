package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a GPU does is tried on a simulated one; what filling up does to answers, on the real network. */
class FixedSizeNetworkTest {
    private static final Model STANDARD = Model.load(Optional.empty());

    private static ClassifierConfig sizes(String sizes) {
        return TestSettings.config(Map.of("CLASSIFIER_GPU_SIZES", sizes));
    }

    private static List<Crop> noise(int count) {
        return IntStream.range(0, count)
                .mapToObj(seed -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    byte[] pixels = new byte[48 * 48];
                    for (int i = 0; i < pixels.length; i++) {
                        pixels[i] = (byte) random.nextInt(256);
                    }
                    return new Crop(48, pixels);
                })
                .toList();
    }

    private static OnnxEmotionClassifier filled(String sizes) {
        ClassifierConfig config = sizes(sizes);
        PlacedModel cpu = new PlacedModel(STANDARD, Provider.CPU);
        Network network = new FixedSizeNetwork(CallSizes.parse(sizes), size -> OnnxNetwork.open(cpu, config));
        return new OnnxEmotionClassifier(new PlacedModel(STANDARD, Provider.CUDA), config, network);
    }

    @Test
    void noSessionEverSeesAnotherSizeAfterTheStart() {
        List<SimulatedDevice> devices = new ArrayList<>();
        Network network = new FixedSizeNetwork(CallSizes.parse("1,8,32"), size -> {
            devices.add(new SimulatedDevice());
            return devices.get(devices.size() - 1);
        });
        List<Crop> crops = noise(70);
        try (OnnxEmotionClassifier classifier =
                new OnnxEmotionClassifier(new PlacedModel(STANDARD, Provider.CUDA), sizes("1,8,32"), network)) {
            for (int faces : new int[] {1, 25, 3, 33, 8, 70, 2, 64}) {
                assertThat(classifier.classify(crops.subList(0, faces)).probabilities())
                        .hasSize(faces);
            }
        }
        assertThat(devices).hasSize(3).allMatch(device -> device.searches() == 1);
    }

    @Test
    void whenASizeCannotBeOpenedThoseBeforeItAreClosed() {
        List<Integer> closed = new ArrayList<>();
        IntFunction<Network> open = size -> {
            if (size == 32) {
                throw new OutOfMemoryError("made up");
            }
            return new Closing(size, closed);
        };
        assertThatThrownBy(() -> new FixedSizeNetwork(CallSizes.parse("1,8,32"), open))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(closed).containsExactly(1, 8);
    }

    @Test
    void filledUpCallsGiveTheAnswersOfPlainOnes() {
        List<Crop> crops = noise(13);
        try (OnnxEmotionClassifier plain = OnnxEmotionClassifier.open(TestSettings.bundled());
                OnnxEmotionClassifier filled = filled("4,8")) {
            List<float[]> expected = plain.classify(crops).probabilities();
            List<float[]> found = filled.classify(crops).probabilities();
            for (int face = 0; face < crops.size(); face++) {
                for (int emotion = 0; emotion < 7; emotion++) {
                    assertThat(found.get(face)[emotion]).isCloseTo(expected.get(face)[emotion], within(1e-5f));
                }
            }
        }
    }

    @Test
    void withOneSizeAFaceGetsTheSameBitsAloneAndInAnyCompany() {
        List<Crop> crops = noise(20);
        try (OnnxEmotionClassifier filled = filled("8")) {
            List<float[]> together = filled.classify(crops).probabilities();
            for (int face = 0; face < crops.size(); face++) {
                assertThat(filled.classify(List.of(crops.get(face)))
                                .probabilities()
                                .get(0))
                        .isEqualTo(together.get(face));
            }
        }
    }

    /** Computes nothing and says when it is closed. */
    private record Closing(int opened, List<Integer> closed) implements Network {
        @Override
        public int size(int faces) {
            return faces;
        }

        @Override
        public FloatBuffer run(FloatBuffer input, int size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed.add(opened);
        }
    }
}
