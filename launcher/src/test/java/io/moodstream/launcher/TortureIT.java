package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.moodstream.launcher.CommandRunner.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Faults cost time and nothing else. In this package it is among the first tests to start, and so the others are done
 * beside it.
 */
@DisabledOnOs(OS.WINDOWS)
class TortureIT {
    /** The detector loses an instance, the recommender both, the file its publisher, and the cluster a broker. */
    @Test
    void aMinuteInWhichProcessesAreKilled() {
        String kinds = "kill-stage,kill-whole-stage,kill-ingest,kill-broker";
        requirePassed(CommandRunner.plain().run("torture", "--minutes", "1", "--seed", "28", "--only", kinds));
    }

    @Test
    @Tag("nightly")
    void fiveMinutesOfFaults() {
        requirePassed(CommandRunner.plain().run("torture", "--minutes", "5", "--seed", "7"));
    }

    private static void requirePassed(Outcome outcome) {
        System.out.println(outcome.out());
        assumeFalse(outcome.err().startsWith("moodstream: torture needs "), outcome.err()); // the machine is too small
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("longest stall", "attention=").endsWith("Passed" + System.lineSeparator());
    }
}
