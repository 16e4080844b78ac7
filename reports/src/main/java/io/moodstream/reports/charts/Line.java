package io.moodstream.reports.charts;

import java.time.Instant;

/**
 * Describes a moment that is drawn as a line over the chart.
 *
 * @param at the moment
 * @param label text above the line
 * @param change whether it is a change of the mood; otherwise it is a note
 */
public record Line(Instant at, String label, boolean change) {}
