package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the bundled models give the same results in Java as where they were trained. */
class BundledModelTest {
    static List<String> names() {
        return Model.BUNDLED;
    }

    /**
     * Returns the models with golden results; manifests that share a network need them for one of its outputs only.
     */
    static List<String> namesWithGoldenResults() {
        return Model.BUNDLED.stream()
                .filter(name -> BundledModelTest.class.getResource(goldenFile(name)) != null)
                .toList();
    }

    @Test
    void everyBundledModelIsInTheList() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/models"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".json"))
                            .map(file -> file.replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(Model.BUNDLED);
        }
    }

    @Test
    void everyNetworkHasGoldenResults() {
        assertThat(namesWithGoldenResults().stream().map(BundledModelTest::network))
                .containsAll(names().stream().map(BundledModelTest::network).toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void canBeOpenedByItsName(String name) {
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.open(TestSettings.model(name))) {
            assertThat(classifier.classify(List.of(TinyModel.face(128))).probabilities())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("namesWithGoldenResults")
    void givesTheResultsOfTheTrainingCode(String name) throws IOException {
        JsonNode golden = golden(name);
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.open(TestSettings.model(name))) {
            Classification result = classifier.classify(crops(golden));

            assertThat(result.model()).isEqualTo(golden.get("model").asText());
            float tolerance = (float) golden.get("tolerance").asDouble();
            for (int i = 0; i < golden.get("cases").size(); i++) {
                assertThat(result.probabilities().get(i))
                        .as("case %d", i)
                        .containsExactly(probabilities(golden.get("cases").get(i)), within(tolerance));
            }
        }
    }

    private static String network(String name) {
        return Model.load(Optional.of(name)).manifest().file();
    }

    private static String goldenFile(String name) {
        return "/models/" + name + "-golden.json";
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(BundledModelTest.class.getResourceAsStream(goldenFile(name)))) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static List<Crop> crops(JsonNode golden) throws IOException {
        List<Crop> crops = new ArrayList<>();
        for (JsonNode one : golden.get("cases")) {
            crops.add(new Crop(48, Base64.getDecoder().decode(one.get("pixels").asText())));
        }
        assertThat(crops).hasSizeGreaterThanOrEqualTo(64);
        return crops;
    }

    private static float[] probabilities(JsonNode one) {
        float[] probabilities = new float[7];
        for (int i = 0; i < 7; i++) {
            probabilities[i] = (float) one.get("probabilities").get(i).asDouble();
        }
        return probabilities;
    }
}
