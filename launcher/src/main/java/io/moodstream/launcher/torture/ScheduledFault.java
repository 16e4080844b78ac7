package io.moodstream.launcher.torture;

import io.moodstream.kit.topics.PipelineStage;
import java.time.Duration;

/**
 * Says what happens when.
 *
 * @param at time since the sources began to play
 * @param fault what happens
 * @param stage the stage to which it happens, where it happens to one
 * @param instance the instance of the stage, 1 or 2; of brokers, which of those that may be chosen
 * @param lasts how long it lasts
 */
record ScheduledFault(Duration at, Fault fault, PipelineStage stage, int instance, Duration lasts) {
    /** Returns the same at another time, if this one is earlier. */
    ScheduledFault notBefore(Duration time) {
        return at.compareTo(time) >= 0 ? this : new ScheduledFault(time, fault, stage, instance, lasts);
    }

    /** Returns the same for another time. */
    ScheduledFault lasting(Duration time) {
        return new ScheduledFault(at, fault, stage, instance, time);
    }
}
