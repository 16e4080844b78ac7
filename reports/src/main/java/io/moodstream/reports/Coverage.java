package io.moodstream.reports;

import java.util.List;

/**
 * Describes how much of a lecture its report covers.
 *
 * @param mean share of the expected people whose face was readable, mean over the windows with a mood, 0 to 1
 * @param windows number of windows with a mood
 * @param withheldWindows number of windows with frames and without a mood, because of too few people or of frames that came
 *     too late
 * @param gaps times without a mood, in order
 * @param lateFrames number of frames that came too late to be counted
 * @param incompleteWindows number of windows with a mood that lack frames because these came too late
 */
record Coverage(
        double mean, int windows, int withheldWindows, List<Gap> gaps, long lateFrames, int incompleteWindows) {}
