package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageStartTest {
    @Test
    void aStageThatIsNotWantedBeforeItsTopologyIsMadeLeavesNothingOpen(@TempDir Path state) {
        Settings settings = new Settings(Map.of("STAGE_STATE_DIR", state.toString()));
        Properties properties = KafkaDefaults.streams("never", settings.bind(StageConfig.class), settings);
        AtomicBoolean closed = new AtomicBoolean();
        Stage stage = new Stage(
                        "never", new Topology(), properties, StageMetrics.of("never", settings), () -> closed.set(true))
                .withTopologyAtStart(requireWanted -> {
                    requireWanted.run();
                    return new Topology();
                });
        assertThatThrownBy(() -> RunningStage.start(stage, () -> {
                    throw new CancellationException("stopped");
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(closed).isTrue();
    }
}
