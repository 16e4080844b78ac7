/**
 * Finds the changes of a series, and estimates the true shares behind the predictions of a model. It works on plain
 * numbers only.
 */
@NullMarked
package io.moodstream.reports.statistics;

import org.jspecify.annotations.NullMarked;
