package io.moodstream.launcher.stages;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.ingest.publish.SourceStatistics;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceLineTest {
    @Test
    void saysNoMoreThanThereIsToSay() {
        assertThat(SourceLine.of("demo/sample", new SourceStatistics(300, 300, 0, 0, 0, 0, 0, Map.of(), true)))
                .isEqualTo("demo/sample: 300 frames published");
    }

    @Test
    void saysWhatWentWrong() {
        assertThat(SourceLine.of(
                        "demo/hall", new SourceStatistics(20, 15, 2, 5, 3, 4, 1, Map.of("replaced", 7L), false)))
                .isEqualTo(
                        "demo/hall: 20 frames published; 15 of them in Kafka; 2 too large, dead-lettered; 5 unreadable"
                                + " (dead letters); 3 lost; 4 scaled down to fit; 1 reconnect; 7 dropped (replaced)");
    }
}
