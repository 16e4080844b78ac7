package io.moodstream.reports.statistics;

/**
 * A place where a series changed.
 *
 * @param index of the first observation after the change
 * @param p share of series that only wander, this one counted in, with a cut at least as large: the smaller, the surer
 */
public record ChangePoint(int index, double p) {}
