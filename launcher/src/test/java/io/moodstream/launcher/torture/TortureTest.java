package io.moodstream.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.topics.PipelineStage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a torture counts and says; {@code TortureIT} runs one. */
class TortureTest {
    private static final List<ScheduledFault> KILLED = List.of(new ScheduledFault(
            Duration.ofSeconds(10), Fault.KILL_STAGE, PipelineStage.DETECTOR, 1, Duration.ofSeconds(2)));

    @Test
    void theThreadsOfAnInstanceAreOneInstance() {
        assertThat(TortureCluster.instancesOf(Stream.of(
                        "detector-stream-1f-StreamThread-1-consumer",
                        "detector-stream-1f-StreamThread-12-consumer",
                        "detector-stream-2a-StreamThread-1-consumer")))
                .isEqualTo(2);
    }

    @Test
    void aRunWithoutAFaultHasTestedNothing() {
        assertThat(Torture.missing(Set.of(), List.of()))
                .containsExactly("no fault has happened, so nothing was tested; expected more --minutes");
    }

    @Test
    void aKindThatWasAskedForHasToHappenAndTheOthersMay() {
        assertThat(Torture.missing(Set.of(Fault.KILL_STAGE), KILLED)).isEmpty();
        assertThat(Torture.missing(Set.of(), KILLED)).isEmpty();
        assertThat(Torture.missing(Set.of(Fault.FULL_DISK, Fault.KILL_STAGE), KILLED))
                .containsExactly(
                        "full-disk of --only has not happened; expected more --minutes, or a machine that allows it");
    }

    @Test
    void theCommandThatRepeatsTheFaultsIsWhole() {
        assertThat(TortureCommand.command(2.5, 7, List.of())).isEqualTo("moodstream torture --minutes 2.5 --seed 7");
        assertThat(TortureCommand.command(3, 7, List.of(Fault.KILL_STAGE, Fault.FULL_DISK)))
                .isEqualTo("moodstream torture --minutes 3.0 --seed 7 --only kill-stage,full-disk");
    }
}
