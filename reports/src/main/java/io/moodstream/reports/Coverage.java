package io.moodstream.reports;

import java.util.List;

/**
 * How much of a lecture its report is about.
 *
 * @param mean share of the expected people whose face was readable, mean over the windows with a mood, 0 to 1
 * @param windows with a mood
 * @param withheldWindows without one, because of too few people
 * @param gaps stretches without a mood, in the order of time
 */
record Coverage(double mean, int windows, int withheldWindows, List<Gap> gaps) {}
