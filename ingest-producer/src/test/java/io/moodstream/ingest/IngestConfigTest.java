package io.moodstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.ingest.sources.Pace;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestConfigTest {
    @Test
    void theDefaultIsTheSourcesOwnPaceFromNowOn() {
        IngestConfig config = new Settings(Map.of()).bind(IngestConfig.class);

        assertThat(config.pace()).isEqualTo(Pace.of(""));
        assertThat(config.startsAt()).isEmpty();
        assertThat(config.lecture()).isEqualTo("demo");
    }

    @Test
    void aStartIsAnInstant() {
        IngestConfig config = new Settings(Map.of("INGEST_START", "2026-03-02T08:00:00Z")).bind(IngestConfig.class);

        assertThat(config.startsAt()).contains(Instant.parse("2026-03-02T08:00:00Z"));
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        Settings settings =
                new Settings(Map.of("INGEST_FPS", "fast", "INGEST_START", "monday", "INGEST_LECTURE", "a b"));

        assertThatThrownBy(() -> settings.bind(IngestConfig.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("INGEST_LECTURE=a b: expected 1 to 100 characters")
                .hasMessageContaining("INGEST_FPS=fast: expected a number above 0 and up to 1000, or max, or nothing")
                .hasMessageContaining("INGEST_START=monday: expected an instant such as 2026-03-02T08:00:00Z");
    }

    @Test
    void theLectureOfSinglePicturesIsReserved() {
        assertThatThrownBy(() -> new Settings(Map.of("INGEST_LECTURE", "photos")).bind(IngestConfig.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("INGEST_LECTURE=photos: expected another name; this one is reserved for single pictures"
                        + " that belong to no lecture");
    }
}
