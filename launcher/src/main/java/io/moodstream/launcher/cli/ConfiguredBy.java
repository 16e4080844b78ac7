package io.moodstream.launcher.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the configuration records whose settings a command takes as flags. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ConfiguredBy {
    /** Returns the configuration records. */
    Class<? extends Record>[] value();

    /** Returns the settings of these records that the command uses; all of them if empty. */
    String[] only() default {};

    /** Returns the settings of these records that the command does not use; not for use together with {@link #only}. */
    String[] without() default {};
}
