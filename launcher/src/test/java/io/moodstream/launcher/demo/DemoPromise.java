package io.moodstream.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.CommandRunner.Outcome;
import io.moodstream.launcher.UsualPort;
import io.moodstream.launcher.evaluate.TruthShare;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command on the bundled class, as fast as it goes, and what it promises. */
@NullUnmarked // what subclasses set before all tests
abstract class DemoPromise {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Outcome demo;

    /** Plays the bundled class. */
    static void play(String model) throws Exception {
        UsualPort.take();
        demo = CommandRunner.plain()
                .runAsProduct(
                        "demo",
                        "--exit",
                        "--lecture",
                        "algebra",
                        "--port",
                        0,
                        "--fps",
                        "max",
                        "--set",
                        "CLASSIFIER_MODEL=" + model,
                        "--out",
                        folder);
    }

    @Test
    void theConsoleShowsNoWarningAndNoErrorOfANormalStartAndStop() {
        assertThat(demo.err().lines().filter(line -> line.matches(".*\\b(WARN|ERROR)\\b.*")))
                .isEmpty();
    }

    @Test
    void noAddressIsSaidOfAPageThatIsGoneWhenTheDemoHasEnded() {
        assertThat(demo.out()).contains("lecture algebra").doesNotContain("Dashboard:");
    }

    @Test
    void everyFrameOfTheClassIsAnsweredWithFaces() throws IOException {
        JsonNode summary = JSON.readTree(folder.resolve("summary.json").toFile());
        assertThat(demo.code()).as(demo.err()).isZero();
        assertThat(summary.path("framesPublished").asInt()).isEqualTo(300);
        assertThat(summary.path("framesWithFaces").asInt()).isEqualTo(300);
        assertThat(summary.path("unexpected").asInt()).isZero();
        assertThat(summary.path("total").path("published").asInt()).isEqualTo(300);
        assertThat(summary.path("total").path("withFaces").asInt()).isEqualTo(300);
        assertThat(summary.path("total").path("underWay").asInt()).isZero();
        assertThat(lines("emotions")).hasSize(300);
        assertThat(lines("dead-letters")).isEmpty();
    }

    @Test
    void atLeastNineOfTenFacesAreFound() throws IOException {
        assertThat(TruthShare.of(lines("emotions"), truth("class.csv")).all().found())
                .isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void theMoodFollowsTheScript() throws IOException {
        JsonNode script = JSON.readTree(getClass().getResourceAsStream("/sample/script.json"));
        List<JsonNode> moods = lines("moods").stream()
                .filter(mood -> mood.path("isFinal").asBoolean())
                .toList();
        Instant start =
                Instant.parse(lines("emotions").get(0).path("capturedAt").asText());
        for (JsonNode act : script.path("acts")) {
            Map<String, Double> shares = sharesWithin(moods, start, act);
            String seen = shares.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse("nothing");
            assertThat(seen)
                    .as(act + " with shares " + shares)
                    .isEqualTo(act.path("dominant").asText());
        }
    }

    @Test
    void everyWindowHasExactlyOneFinalMood() throws IOException {
        List<String> finals = lines("moods").stream()
                .filter(mood -> mood.path("isFinal").asBoolean())
                .map(mood -> mood.path("windowStart").asText())
                .toList();
        assertThat(finals).doesNotHaveDuplicates().hasSizeBetween(6, 7);
    }

    /** Windows stand at multiples of ten seconds, acts where the class began: each counts by how much they share. */
    private static Map<String, Double> sharesWithin(List<JsonNode> moods, Instant start, JsonNode act) {
        Instant from = start.plusMillis(Math.round(1000 * act.path("start_s").asDouble()));
        Instant to = start.plusMillis(Math.round(1000 * act.path("end_s").asDouble()));
        Map<String, Double> shares = new TreeMap<>();
        for (JsonNode mood : moods) {
            double overlap = overlap(
                    from,
                    to,
                    Instant.parse(mood.path("windowStart").asText()),
                    Instant.parse(mood.path("windowEnd").asText()));
            // The square lets the window that holds most of the act decide.
            mood.path("shares")
                    .properties()
                    .forEach(share -> shares.merge(
                            share.getKey(), overlap * overlap * share.getValue().asDouble(), Double::sum));
        }
        return shares;
    }

    private static double overlap(Instant from, Instant to, Instant start, Instant end) {
        Instant later = from.isAfter(start) ? from : start;
        Instant sooner = to.isBefore(end) ? to : end;
        return Math.max(0, Duration.between(later, sooner).toMillis() / 1000.0);
    }

    private static List<JsonNode> lines(String topic) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(topic + ".jsonl"))) {
            records.add(JSON.readTree(line));
        }
        return records;
    }

    private static Path truth(String name) throws IOException {
        Path file = folder.resolve(name);
        try (var in = Objects.requireNonNull(DemoPromise.class.getResourceAsStream("/sample/" + name))) {
            Files.copy(in, file);
        }
        return file;
    }
}
