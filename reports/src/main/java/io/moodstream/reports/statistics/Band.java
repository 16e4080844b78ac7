package io.moodstream.reports.statistics;

/**
 * What a share may be.
 *
 * @param share the estimate, 0 to 1
 * @param low lower end of the 95 % band, 0 to 1
 * @param high upper end, 0 to 1
 */
public record Band(double share, double low, double high) {

    /** Whether the two have no value in common. */
    public boolean isApartFrom(Band other) {
        return low > other.high || high < other.low;
    }
}
