package io.moodstream.reports.statistics;

/**
 * Describes a change of a series.
 *
 * @param index of the first observation after the change
 * @param p p-value: the share of simulated series without a change, this one included, that have a cut at least as
 *     large
 */
public record ChangePoint(int index, double p) {}
