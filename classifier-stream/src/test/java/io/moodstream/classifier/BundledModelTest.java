package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bundled model answers in Java what it answered where it was trained. */
class BundledModelTest {
    @Test
    void givesTheTrainingSidesAnswers() throws IOException {
        JsonNode golden = golden();
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.open(TestSettings.bundled())) {
            Classification answer = classifier.classify(crops(golden));

            assertThat(answer.model()).isEqualTo(golden.get("model").asText());
            float tolerance = (float) golden.get("tolerance").asDouble();
            for (int i = 0; i < golden.get("cases").size(); i++) {
                assertThat(answer.probabilities().get(i))
                        .as("case %d", i)
                        .containsExactly(probabilities(golden.get("cases").get(i)), within(tolerance));
            }
        }
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in = BundledModelTest.class.getResourceAsStream("/models/standard-golden.json")) {
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
