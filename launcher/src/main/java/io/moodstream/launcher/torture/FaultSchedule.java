package io.moodstream.launcher.torture;

import io.moodstream.kit.topics.PipelineStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Draws faults: every kind once in a random order, then every kind again. The same seed gives the same schedule. */
final class FaultSchedule {
    /** Everything runs before something happens. */
    private static final Duration FIRST = Duration.ofSeconds(10);

    /** After the last fault the pipeline has time to recover while frames still come. */
    private static final Duration LAST = Duration.ofSeconds(10);

    /** Pause after a fault, seconds: the next one comes sometimes before everything has recovered. */
    private static final int SHORTEST_PAUSE = 4;

    private static final int LONGEST_PAUSE = 12;

    private FaultSchedule() {}

    /** Draws a schedule of all kinds. */
    static List<ScheduledFault> of(long seed, Duration length) {
        return of(seed, length, EnumSet.allOf(Fault.class));
    }

    /**
     * Draws a schedule.
     *
     * @param length how long the sources play
     * @param drawn the kinds of which there are some, at least one
     */
    static List<ScheduledFault> of(long seed, Duration length, Set<Fault> drawn) {
        Random random = new Random(seed);
        List<ScheduledFault> schedule = new ArrayList<>();
        Duration at = FIRST;
        while (true) {
            List<Fault> kinds = new ArrayList<>(EnumSet.copyOf(drawn));
            Collections.shuffle(kinds, random);
            for (Fault fault : kinds) {
                ScheduledFault next = draw(at, fault, random);
                Duration over = at.plus(next.lasts());
                if (over.plus(LAST).compareTo(length) > 0) {
                    return schedule;
                }
                schedule.add(next);
                at = over.plusSeconds(between(SHORTEST_PAUSE, LONGEST_PAUSE, random));
            }
        }
    }

    private static ScheduledFault draw(Duration at, Fault fault, Random random) {
        PipelineStage stage = PipelineStage.values()[random.nextInt(PipelineStage.values().length)];
        int instance = 1 + random.nextInt(2);
        Duration lasts = Duration.ofSeconds(between(fault.shortest(), fault.longest(), random));
        return new ScheduledFault(at, fault, stage, instance, lasts);
    }

    private static int between(int least, int most, Random random) {
        return least + random.nextInt(most - least + 1);
    }
}
