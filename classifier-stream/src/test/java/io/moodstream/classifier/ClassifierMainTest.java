package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierMainTest {
    @Test
    void makesAStageThatIsReadyToRun(@TempDir Path state) throws Exception {
        Stage stage = ClassifierMain.stage(
                new Settings(Map.of("CLASSIFIER_PROVIDER", "cpu", "STAGE_STATE_DIR", state.toString())));

        assertThat(stage.name()).isEqualTo("classifier-stream");
        assertThat(stage.properties()).containsEntry("application.id", "classifier-stream");
        stage.metrics().close();
        stage.resources().close();
    }

    @Test
    void refusesAMissingModel() {
        assertThatThrownBy(() -> ClassifierMain.stage(new Settings(Map.of("CLASSIFIER_MODEL", "nowhere.json"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("CLASSIFIER_MODEL: there is no file nowhere.json");
    }
}
