package io.moodstream.launcher.cli;

import io.moodstream.kit.Setting;
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

    /** Returns whether the command runs a stage; if not, it does not take {@linkplain Setting#streams what only stages use}. */
    boolean streams() default true;

    /** Returns the other settings of these records that the command does not use. */
    String[] without() default {};
}
