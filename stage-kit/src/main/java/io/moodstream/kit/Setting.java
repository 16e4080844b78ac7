package io.moodstream.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a component of a stage's configuration record: its default, what it means and its bounds. The key follows from
 * the names: {@code minFace} of {@code DetectorConfig} is {@code DETECTOR_MIN_FACE}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** The default, written as a user would; empty for an absent {@code Optional}. */
    String value();

    /** What it means, with its unit: one sentence for help texts and docs/configuration.md. */
    String doc();

    /** Smallest value allowed, for numbers (durations: seconds). */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest value allowed, for numbers (durations: seconds). */
    double max() default Double.POSITIVE_INFINITY;
}
