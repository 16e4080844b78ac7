package io.moodstream.reports.charts;

import java.time.Instant;

/**
 * A moment to be shown as a line over the chart.
 *
 * @param at the moment
 * @param label what stands above it
 * @param change whether the mood changed there; otherwise it is a note
 */
public record Line(Instant at, String label, boolean change) {}
