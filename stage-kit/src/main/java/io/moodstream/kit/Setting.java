package io.moodstream.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a setting on a component of a stage's configuration record: its default, meaning and bounds. The key follows
 * from the names: {@code minFace} of {@code DetectorConfig} is {@code DETECTOR_MIN_FACE}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** Returns the default, written as a user would write it; empty for an absent {@code Optional}. */
    String value();

    /** Returns the meaning, with its unit: one sentence for help texts and docs/configuration.md. */
    String doc();

    /** Returns the smallest value allowed, for numbers (durations: seconds). */
    double min() default Double.NEGATIVE_INFINITY;

    /** Returns the largest value allowed, for numbers (durations: seconds). */
    double max() default Double.POSITIVE_INFINITY;

    /** Returns whether only parts that run Kafka Streams use it. */
    boolean streams() default false;
}
