package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectorConfigTest {
    @Test
    void aFaceIsNotRememberedForLongerThanItsSource() {
        Settings settings = new Settings(Map.of("DETECTOR_TRACK_MEMORY", "10m", "DETECTOR_FORGET", "5m"));

        assertThatThrownBy(() -> settings.bind(DetectorConfig.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DETECTOR_TRACK_MEMORY=PT10M: expected less than DETECTOR_FORGET=PT5M");
    }
}
