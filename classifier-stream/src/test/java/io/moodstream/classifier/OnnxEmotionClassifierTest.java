package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.testing.Seeded;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Seeded.class)
class OnnxEmotionClassifierTest {
    private static final Offset<Float> EPSILON = within(1e-6f);

    @TempDir
    private Path folder;

    /** Compares with the tiny network's weights on a white face. */
    @Test
    void scalesGreyAsTheManifestSays() throws IOException {
        try (var classifier = open("probabilities")) {
            float[] white = classifier
                    .classify(List.of(TinyModel.face(255)))
                    .probabilities()
                    .get(0);
            assertThat(white).containsExactly(ModelOutput.softmax(new float[] {3, -1, 0.5f, 2, -2, 1, 0}), EPSILON);
        }
    }

    @Test
    void logitsBecomeTheSameProbabilities() throws IOException {
        List<Crop> faces = IntStream.range(0, 256).mapToObj(TinyModel::face).toList();
        List<float[]> expected;
        try (var classifier = open("probabilities")) {
            expected = classifier.classify(faces).probabilities();
        }
        try (var classifier = open("logits")) {
            List<float[]> actual = classifier.classify(faces).probabilities();
            for (int i = 0; i < faces.size(); i++) {
                assertThat(actual.get(i)).containsExactly(expected.get(i), EPSILON);
            }
        }
    }

    @Test
    void reordersTheClassesOfTheModel() throws IOException {
        Path manifest = TinyModel.write(folder, "probabilities", "turned", json -> {
            var classes = json.putArray("classes");
            for (String name : "neutral surprise sad happy fear disgust angry".split(" ")) {
                classes.add(name);
            }
        });
        try (var classifier = OnnxEmotionClassifier.open(TestSettings.of(manifest))) {
            float[] white = classifier
                    .classify(List.of(TinyModel.face(255)))
                    .probabilities()
                    .get(0);
            assertThat(white).containsExactly(ModelOutput.softmax(new float[] {0, 1, -2, 2, 0.5f, -1, 3}), EPSILON);
        }
    }

    /** The bias of the votes makes every face surprised; the probabilities have no bias. */
    @Test
    void ofSeveralOutputsTheNamedOneIsRead() throws IOException {
        List<Crop> black = List.of(TinyModel.face(0));
        try (var classifier = open("two")) {
            assertThat(classifier.classify(black).probabilities().get(0)[5]).isEqualTo(1 / 7f, EPSILON);
        }
        Path votes =
                TinyModel.write(folder, "two", "tiny", json -> ((ObjectNode) json.get("output")).put("name", "votes"));
        try (var classifier = OnnxEmotionClassifier.open(TestSettings.of(votes))) {
            assertThat(classifier.classify(black).probabilities().get(0)[5]).isGreaterThan(0.99f);
        }
    }

    @Test
    void aResultWithoutFacesNamesTheModel() throws IOException {
        try (var classifier = open("probabilities")) {
            Classification none = classifier.classify(List.of());
            assertThat(none.model()).isEqualTo("tiny");
            assertThat(none.probabilities()).isEmpty();
        }
    }

    @Test
    void theIdCarriesAThresholdThatOverridesTheModelsOwn() throws IOException {
        Path manifest = TinyModel.write(folder, "probabilities", "tiny", json -> json.put("abstainBelow", 0.38));

        assertThat(idWithThreshold(manifest, "0.7")).isEqualTo("tiny@0.7");
        assertThat(idWithThreshold(manifest, "0")).isEqualTo("tiny@0");
        assertThat(idWithThreshold(manifest, "0.380")).isEqualTo("tiny");
        assertThat(idWithThreshold(manifest, "")).isEqualTo("tiny");
    }

    @Test
    void moreFacesThanFitIntoOneCallAreClassifiedInOrder(Random random) {
        List<Crop> faces = noise(random, 71);
        try (var whole = OnnxEmotionClassifier.open(TestSettings.config(Map.of("CLASSIFIER_BATCH", "128")));
                var parts = OnnxEmotionClassifier.open(TestSettings.config(Map.of("CLASSIFIER_BATCH", "7")))) {
            List<float[]> expected = whole.classify(faces).probabilities();
            List<float[]> actual = parts.classify(faces).probabilities();
            assertThat(actual).hasSize(71);
            for (int i = 0; i < 71; i++) {
                assertThat(actual.get(i)).containsExactly(expected.get(i), within(1e-5f));
            }
        }
    }

    @Test
    void manyThreadsGetTheSameBits(Random random) throws Exception {
        List<Crop> faces = noise(random, 20);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (var classifier = OnnxEmotionClassifier.open(TestSettings.bundled())) {
            List<float[]> expected = classifier.classify(faces).probabilities();
            List<Future<Classification>> results = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                results.add(threads.submit(() -> classifier.classify(faces)));
            }
            for (Future<Classification> result : results) {
                for (int face = 0; face < faces.size(); face++) {
                    assertThat(result.get().probabilities().get(face)).isEqualTo(expected.get(face));
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void resizesCropsOfAnotherSide() throws IOException {
        byte[] large = new byte[112 * 112];
        Arrays.fill(large, (byte) 200);
        try (var classifier = open("probabilities")) {
            List<float[]> results = classifier
                    .classify(List.of(TinyModel.face(200), new Crop(112, large)))
                    .probabilities();
            assertThat(results.get(1)).isEqualTo(results.get(0));
        }
    }

    @Test
    void anInputHasRoomForItsFacesAndIsUsedAgain() {
        Inputs inputs = new Inputs();
        try (var classifier = classifier(inputs)) {
            for (int faces : new int[] {1, 3, 8, 9, 2, 256, 1}) {
                classifier.classify(Collections.nCopies(faces, TinyModel.face(9)));
            }
        }
        assertThat(inputs.rooms).containsExactly(8, 8, 8, 8, 16, 16, 256, 256); // the first one when it was opened
        assertThat(inputs.seen).hasSize(3);
    }

    @Test
    void theMemoryOfTheInputsGoesWhenItIsClosedThoughThreadsThatCalledLiveOn() {
        Inputs inputs = new Inputs();
        OnnxEmotionClassifier classifier = classifier(inputs);
        classifier.close();

        Awaitility.await().until(() -> {
            System.gc();
            return inputs.seen.stream().allMatch(input -> input.refersTo(null));
        });
        assertThat(classifier.id()).isNotEmpty(); // somebody still has it
    }

    /** Otherwise a watched model for which there is no memory would leave a session behind at every try. */
    @Test
    void aNetworkThatFailsAtTheStartIsClosedWhateverTheFault() {
        Inputs inputs = new Inputs() {
            @Override
            public FloatBuffer run(FloatBuffer input, int size) {
                throw new OutOfMemoryError("made up");
            }
        };
        assertThatThrownBy(() -> classifier(inputs))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("made up");
        assertThat(inputs.closed).isTrue();
    }

    private static OnnxEmotionClassifier classifier(Network network) {
        PlacedModel placed = new PlacedModel(Model.load(Optional.empty()), Provider.CPU);
        return new OnnxEmotionClassifier(placed, TestSettings.bundled(), network);
    }

    /** Sees the inputs of a network of 48 x 48 pixels. */
    private static class Inputs implements Network {
        final List<Integer> rooms = new ArrayList<>();
        final List<WeakReference<FloatBuffer>> seen = new ArrayList<>();
        boolean closed;

        @Override
        public int size(int faces) {
            return faces;
        }

        @Override
        public FloatBuffer run(FloatBuffer input, int size) {
            rooms.add(input.capacity() / (48 * 48));
            if (seen.stream().noneMatch(one -> one.refersTo(input))) {
                seen.add(new WeakReference<>(input));
            }
            float[] alike = new float[size * 7];
            Arrays.fill(alike, 1 / 7f);
            return FloatBuffer.wrap(alike);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private OnnxEmotionClassifier open(String network) throws IOException {
        return OnnxEmotionClassifier.open(TestSettings.of(TinyModel.write(folder, network, "tiny")));
    }

    private static String idWithThreshold(Path manifest, String threshold) {
        Map<String, String> settings =
                Map.of("CLASSIFIER_MODEL", manifest.toString(), "CLASSIFIER_ABSTAIN_BELOW", threshold);
        try (var classifier = OnnxEmotionClassifier.open(TestSettings.config(settings))) {
            return classifier.classify(List.of()).model();
        }
    }

    private static List<Crop> noise(Random random, int faces) {
        List<Crop> crops = new ArrayList<>();
        for (int i = 0; i < faces; i++) {
            byte[] pixels = new byte[48 * 48];
            random.nextBytes(pixels);
            crops.add(new Crop(48, pixels));
        }
        return crops;
    }
}
