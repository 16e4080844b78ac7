package io.moodstream.reports.statistics;

/**
 * Holds an estimated share with its 95 % band.
 *
 * @param share the estimate, 0 to 1
 * @param low lower end of the 95 % band, 0 to 1
 * @param high upper end, 0 to 1
 */
public record Band(double share, double low, double high) {

    /** Returns whether the two bands do not overlap. */
    public boolean isApartFrom(Band other) {
        return low > other.high || high < other.low;
    }
}
