package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecommenderMainTest {

    @Test
    void theDefaultsMakeAStage() throws Exception {
        Stage stage = RecommenderMain.stage(new Settings(Map.of()));

        assertThat(stage.name()).isEqualTo("recommender-stream");
        assertThat(stage.properties())
                .as("notes and emotions are merged by time")
                .doesNotContainKey("max.task.idle.ms");
        stage.metrics().close();
        stage.resources().close();
    }

    @Test
    void settingsThatContradictEachOtherAreAllNamed() {
        Settings settings = new Settings(Map.of(
                "RECOMMENDER_CLEAR_SHARE", "0.7",
                "RECOMMENDER_SILENCE", "2m",
                "RECOMMENDER_FORGET", "20s"));

        assertThatThrownBy(() -> RecommenderMain.stage(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("RECOMMENDER_CLEAR_SHARE=0.7: expected less than RECOMMENDER_NEGATIVE_SHARE=0.6")
                .hasMessageContaining("RECOMMENDER_SILENCE=PT2M: expected less than RECOMMENDER_LECTURE_END=PT1M")
                .hasMessageContaining("RECOMMENDER_ABSENT_FOR=PT30S: expected less than RECOMMENDER_FORGET=PT20S");
    }

    @Test
    void aMisspeltSettingIsNamed() {
        assertThatThrownBy(() -> RecommenderMain.stage(new Settings(Map.of("RECOMMENDER_WINDOWS", "5s"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("did you mean RECOMMENDER_WINDOW?");
    }

    @Test
    void aMissingCatalogueStopsTheStart() {
        assertThatThrownBy(() -> RecommenderMain.stage(new Settings(Map.of("RECOMMENDER_CATALOGUE", "nowhere.json"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("RECOMMENDER_CATALOGUE=nowhere.json");
    }
}
