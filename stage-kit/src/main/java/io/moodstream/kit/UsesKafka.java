package io.moodstream.kit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class of a stage that talks to Kafka: a topology and its processors, or a plain client's publisher or reader.
 * All other classes of a stage are plain Java; the architecture test holds them to it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface UsesKafka {}
