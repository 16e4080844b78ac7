package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.moodstream.launcher.CommandRunner.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Two minutes of faults, drawn with a seed: they cost time and nothing else. In this package it is among the first tests
 * to start, and so the others are done beside it.
 */
@DisabledOnOs(OS.WINDOWS)
class TortureIT {
    @Test
    void faultsCostTimeAndNothingElse() {
        Outcome outcome = CommandRunner.plain().run("torture", "--minutes", "2", "--seed", "7");

        System.out.println(outcome.out());
        assumeFalse(outcome.err().startsWith("moodstream: torture needs "), outcome.err()); // the machine is too small
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("longest stall", "attention=").endsWith("Passed" + System.lineSeparator());
    }
}
