package io.moodstream.ingest;

import io.moodstream.kit.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Single pictures of the bundled sample class: 25 composite students in five rows of five. */
public final class SamplePictures {
    private SamplePictures() {}

    /**
     * Decodes the class and keeps one picture of every so much of its 60 seconds, beginning with the first.
     *
     * @return JPEGs of 1280x720
     * @throws IOException if it cannot be read
     */
    public static List<byte[]> every(Duration interval) throws IOException {
        double perSecond = 1e9 / interval.toNanos();
        IngestConfig config = new Settings(Map.of("INGEST_FPS", Double.toString(perSecond))).bind(IngestConfig.class);
        List<byte[]> pictures = new ArrayList<>();
        try (SampleSource sample = SampleSource.open(config)) {
            for (Optional<Picture> next = sample.next(); next.isPresent(); next = sample.next()) {
                pictures.add(next.get().image());
            }
        }
        return pictures;
    }
}
