package io.moodstream.ingest.sources;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads single pictures of the bundled sample class: 25 composite students in five rows of five. */
public final class SamplePictures {
    private static final int JPEG_QUALITY = 90;

    private SamplePictures() {}

    /**
     * Decodes the class and keeps a picture at every interval of its 60 seconds, starting with the first.
     *
     * @return JPEGs of 1280x720
     * @throws IOException if it cannot be read
     */
    public static List<byte[]> every(Duration interval) throws IOException {
        Pace pace = Pace.of(Double.toString(1e9 / interval.toNanos()));
        SourceOptions options = new SourceOptions(pace, 1, JPEG_QUALITY, 0, Duration.ZERO);
        List<byte[]> pictures = new ArrayList<>();
        try (SampleSource sample = SampleSource.open(options)) {
            for (Optional<SourcePicture> next = sample.next(); next.isPresent(); next = sample.next()) {
                pictures.add(next.get().image());
            }
        }
        return pictures;
    }
}
