package io.moodstream.reports;

import java.util.List;

/**
 * Describes how much of a lecture its report covers.
 *
 * @param mean share of the expected people whose face was readable, mean over the windows with a mood, 0 to 1
 * @param windows number of windows with a mood
 * @param withheldWindows number of windows without a mood, because of too few people
 * @param gaps times without a mood, in order
 */
record Coverage(double mean, int windows, int withheldWindows, List<Gap> gaps) {}
