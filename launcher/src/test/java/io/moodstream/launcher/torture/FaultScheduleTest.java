package io.moodstream.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.topics.PipelineStage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void theSameSeedGivesTheSameScheduleAndAnotherOneAnother() {
        List<ScheduledFault> schedule = FaultSchedule.of(7, HOUR);

        assertThat(FaultSchedule.of(7, HOUR)).isEqualTo(schedule);
        assertThat(FaultSchedule.of(8, HOUR)).isNotEqualTo(schedule);
    }

    @Test
    void aShorterRunHasTheFirstFaultsOfALongerOne() {
        List<ScheduledFault> minutes = FaultSchedule.of(7, Duration.ofMinutes(2));

        assertThat(minutes).hasSizeGreaterThan(3);
        assertThat(FaultSchedule.of(7, HOUR)).startsWith(minutes.toArray(ScheduledFault[]::new));
    }

    @Test
    void everyKindOfFaultHappensBeforeOneHappensAgain() {
        Set<Fault> first = FaultSchedule.of(7, HOUR).stream()
                .limit(Fault.values().length)
                .map(ScheduledFault::fault)
                .collect(Collectors.toSet());

        assertThat(first).containsExactlyInAnyOrder(Fault.values());
    }

    @Test
    void inAnHourEveryKindHappensSeveralTimes() {
        Map<Fault, Long> times = FaultSchedule.of(7, HOUR).stream()
                .collect(Collectors.groupingBy(ScheduledFault::fault, Collectors.counting()));

        assertThat(times).containsOnlyKeys(Fault.values());
        assertThat(times.values()).allMatch(count -> count >= 10);
    }

    @Test
    void onlyTheKindsThatAreAskedForAreDrawn() {
        assertThat(FaultSchedule.of(7, HOUR, Set.of(Fault.KILL_STAGE)))
                .isNotEmpty()
                .allMatch(fault -> fault.fault() == Fault.KILL_STAGE);
    }

    @Test
    void theMinuteOfEveryBuildKillsWhatItSays() {
        Set<Fault> kinds = Set.of(Fault.KILL_STAGE, Fault.KILL_WHOLE_STAGE, Fault.KILL_INGEST, Fault.KILL_BROKER);
        List<ScheduledFault> schedule = FaultSchedule.of(28, Duration.ofMinutes(1), kinds);

        assertThat(schedule).extracting(ScheduledFault::fault).containsExactlyInAnyOrderElementsOf(kinds);
        assertThat(schedule)
                .filteredOn(fault -> fault.fault().ofStage())
                .extracting(ScheduledFault::stage)
                .containsExactly(PipelineStage.DETECTOR, PipelineStage.RECOMMENDER);
    }

    @Test
    void faultsFollowOneAnotherAndLeaveTimeToRecoverAtTheEnd() {
        List<ScheduledFault> schedule = FaultSchedule.of(7, HOUR);

        for (int i = 1; i < schedule.size(); i++) {
            ScheduledFault before = schedule.get(i - 1);
            assertThat(schedule.get(i).at()).isGreaterThan(before.at().plus(before.lasts()));
        }
        ScheduledFault last = schedule.get(schedule.size() - 1);
        assertThat(last.at().plus(last.lasts()).plusSeconds(10)).isLessThanOrEqualTo(HOUR);
    }
}
