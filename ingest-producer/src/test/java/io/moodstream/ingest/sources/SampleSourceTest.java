package io.moodstream.ingest.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.ingest.IngestConfig;
import io.moodstream.kit.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampleSourceTest {
    @Test
    void theSampleClassIsBundledAndPlaysToItsEnd() throws Exception {
        IngestConfig config = new Settings(Map.of("INGEST_FPS", "1")).bind(IngestConfig.class);
        Duration last = Duration.ZERO;

        try (FrameSource sample = Place.parse("sample").open(config.sourceOptions())) {
            for (Optional<SourcePicture> next = sample.next(); next.isPresent(); next = sample.next()) {
                last = next.get().position();
            }

            assertThat(sample.length()).contains(Duration.ofSeconds(60));
        }
        assertThat(last).isBetween(Duration.ofSeconds(58), Duration.ofSeconds(60));
    }
}
