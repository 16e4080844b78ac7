package io.moodstream.launcher.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.moodstream.launcher.evaluate.PipelineTally.Found;
import io.moodstream.schemas.Emotion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How well a file emotions.jsonl answers a video whose truth is known. */
public final class TruthShare {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 720;

    private TruthShare() {}

    /**
     * Compares.
     *
     * @param emotions records of the topic emotions as JSON, of one 1280x720 source
     * @param csv a file that {@link TruthCsv} reads
     */
    public static PipelineScores of(List<JsonNode> emotions, Path csv) {
        PipelineTally tally = new PipelineTally(TruthCsv.read(csv), Optional.empty());
        Instant start = emotions.stream()
                .map(TruthShare::capturedAt)
                .min(Instant::compareTo)
                .orElseThrow();
        for (JsonNode record : emotions) {
            tally.add(Duration.between(start, capturedAt(record)).toMillis() / 1000.0, found(record));
        }
        return tally.scores();
    }

    private static Instant capturedAt(JsonNode record) {
        return Instant.parse(record.path("capturedAt").asText());
    }

    private static List<Found> found(JsonNode record) {
        List<Found> found = new ArrayList<>();
        for (JsonNode face : record.path("faces")) {
            JsonNode box = face.path("box");
            found.add(new Found(
                    new PixelBox(
                            box.path("x").asDouble() * WIDTH,
                            box.path("y").asDouble() * HEIGHT,
                            box.path("width").asDouble() * WIDTH,
                            box.path("height").asDouble() * HEIGHT),
                    Emotion.valueOf(face.path("emotion").asText()),
                    face.path("readable").asBoolean()));
        }
        return found;
    }
}
