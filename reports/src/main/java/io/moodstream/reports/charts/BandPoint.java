package io.moodstream.reports.charts;

import java.time.Instant;

/**
 * Holds the share of a slice of time with its band.
 *
 * @param from first instant
 * @param to first instant after it
 * @param share the estimate, 0 to 1
 * @param low lower end of the band
 * @param high upper end of the band
 */
public record BandPoint(Instant from, Instant to, double share, double low, double high) {}
