package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorMainTest {
    @Test
    void buildsTheStageFromTheDefaultSettings(@TempDir Path state) throws Exception {
        Stage stage = DetectorMain.stage(new Settings(Map.of("STAGE_STATE_DIR", state.toString())));
        try (AutoCloseable model = stage.resources();
                AutoCloseable metrics = stage.metrics()) {
            assertThat(stage.name()).isEqualTo("detector-stream");
            assertThat(stage.topology().describe().subtopologies()).hasSize(2);
            assertThat(stage.properties()).as("one partition a task").containsEntry("max.task.idle.ms", -1L);
            assertThat(model).isNotNull();
            assertThat(metrics).isNotNull();
        }
    }

    @Test
    void namesAllInvalidSettings() {
        assertThatThrownBy(() -> DetectorMain.stage(new Settings(
                        Map.of("DETECTOR_MIN_FACES", "1", "DETECTOR_THRESHOLD", "2", "DETECTOR_MAX_AHEAD", "soon"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DETECTOR_MIN_FACES: no such setting; did you mean DETECTOR_MIN_FACE?")
                .hasMessageContaining("DETECTOR_THRESHOLD=2: expected from 0.01 to 0.99")
                .hasMessageContaining("DETECTOR_MAX_AHEAD=soon: expected a duration");
    }
}
