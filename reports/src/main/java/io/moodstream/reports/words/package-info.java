/** The languages in which moodstream speaks to people, and the messages of reports in each of them. */
@NullMarked
package io.moodstream.reports.words;

import org.jspecify.annotations.NullMarked;
