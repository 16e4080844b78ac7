package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtSession;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassifierConfigTest {
    @Test
    void usesTheBundledModelByDefault() {
        ClassifierConfig config = new Settings(Map.of()).bind(ClassifierConfig.class);

        assertThat(config.model()).isEmpty();
        assertThat(config.abstainBelow()).isEmpty();
        assertThat(config.provider()).isEqualTo(Provider.AUTO);
        assertThat(config.threads()).isOne();
    }

    @Test
    void threadsOfACallSpinOnlyIfAskedTo() throws Exception {
        try (OrtSession.SessionOptions usual = OnnxSessions.options(Provider.CPU, TestSettings.bundled());
                OrtSession.SessionOptions asked = OnnxSessions.options(
                        Provider.CPU, TestSettings.config(Map.of("CLASSIFIER_SPINNING", "true")))) {
            assertThat(usual.getConfigEntries()).containsEntry("session.intra_op.allow_spinning", "0");
            assertThat(asked.getConfigEntries()).containsEntry("session.intra_op.allow_spinning", "1");
        }
    }

    @Test
    void namesAllFaultsAtOnce() {
        Settings settings = new Settings(Map.of(
                "CLASSIFIER_PROVIDER", "gpu",
                "CLASSIFIER_BATCH", "0",
                "CLASSIFIER_ABSTAIN_BELOW", "40",
                "CLASSIFIER_TREADS", "2"));
        assertThatThrownBy(() -> settings.bind(ClassifierConfig.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CLASSIFIER_PROVIDER=gpu: expected one of auto, cpu, cuda")
                .hasMessageContaining("CLASSIFIER_ABSTAIN_BELOW=40: expected from 0 to 1")
                .hasMessageContaining("CLASSIFIER_BATCH=0: expected from 1 to 1024")
                .hasMessageContaining("CLASSIFIER_TREADS: no such setting; did you mean CLASSIFIER_THREADS?");
    }
}
