package io.moodstream.classifier.evaluation.stress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.classifier.Crop;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StressTest {
    /** Of 2,304 pixels: sums in another order may round a half the other way. */
    private static final int HALVES = 12;

    @Test
    void thePicturesAreThoseOfTheTrainingPackage() throws IOException {
        JsonNode golden = golden();
        Crop face = new Crop(48, golden.get("pixels").binaryValue());
        int row = golden.get("row").asInt();
        List<String> listed = new ArrayList<>();
        for (JsonNode expected : golden.get("cases")) {
            String name = name(
                    expected.get("change").asText(),
                    expected.get("level").asDouble(),
                    expected.get("unit").asText());
            byte[] theirs = expected.get("pixels").binaryValue();
            byte[] ours = Stress.ALL.get(listed.size()).of(face, row).pixels();
            int[] differences = IntStream.range(0, ours.length)
                    .map(i -> Math.abs((ours[i] & 0xff) - (theirs[i] & 0xff)))
                    .toArray();
            assertThat(differences)
                    .as(name)
                    .doesNotContain(IntStream.range(2, 256).toArray());
            assertThat(IntStream.of(differences).sum()).as(name).isLessThan(HALVES);
            listed.add(name);
        }
        assertThat(Stress.ALL)
                .extracting(stress -> name(stress.name(), stress.level(), stress.unit()))
                .isEqualTo(listed);
    }

    private static String name(String change, double level, String unit) {
        return change + " " + level + " " + unit;
    }

    /** The training package's tests write this file. */
    private static JsonNode golden() throws IOException {
        try (InputStream json = StressTest.class.getResourceAsStream("/stress-golden.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(json, "stress-golden.json"));
        }
    }
}
