package io.moodstream.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.topics.PipelineStage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTableTest {
    @Test
    void aRowSaysWhenWhatHappenedToWhomAndHowLongResultsFailedToCome() {
        List<ScheduledFault> faults = List.of(
                new ScheduledFault(
                        Duration.ofSeconds(10), Fault.KILL_STAGE, PipelineStage.DETECTOR, 2, Duration.ofSeconds(6)),
                new ScheduledFault(
                        Duration.ofSeconds(75),
                        Fault.KILL_CONTROLLER,
                        PipelineStage.DETECTOR,
                        1,
                        Duration.ofSeconds(12)),
                new ScheduledFault(
                        Duration.ofSeconds(90),
                        Fault.KILL_WHOLE_STAGE,
                        PipelineStage.RECOMMENDER,
                        1,
                        Duration.ofSeconds(2)));

        List<String> lines = FaultTable.lines(faults, List.of(Duration.ofMillis(7249), Duration.ofSeconds(9)));

        assertThat(List.of(FaultTable.head(), lines.get(0), lines.get(1), lines.get(2)))
                .containsExactly(
                        "    at  fault                           of                for  longest stall",
                        "  0:10  SIGKILL, an instance            detector-2        6 s  7.2 s",
                        "  1:15  SIGKILL, the controller                          12 s  9.0 s",
                        "  1:30  SIGKILL, both instances         recommender       2 s  did not happen");
    }
}
