package io.moodstream.dashboard.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.broker.Ports;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private static final int AT_A_TIME = 65;

    @Test
    void itClosesWhileAsManyReadsWaitAsMay() {
        Settings nobody = new Settings(Map.of("STAGE_BOOTSTRAP", "localhost:" + Ports.free()));
        FrameReader reader = new FrameReader(nobody.bind(StageConfig.class), nobody);
        for (int read = 0; read < AT_A_TIME; read++) {
            assertThat(reader.read(new Position(0, read))).isNotDone();
        }
        assertThatThrownBy(reader.read(new Position(0, AT_A_TIME))::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Problem.class);

        reader.close();
    }
}
