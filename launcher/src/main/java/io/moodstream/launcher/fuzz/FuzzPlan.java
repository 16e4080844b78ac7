package io.moodstream.launcher.fuzz;

import java.nio.file.Path;

/**
 * What a run of the command does.
 *
 * @param seed of the random numbers
 * @param folder where finds and logs are written
 */
record FuzzPlan(long seed, Path folder) {}
