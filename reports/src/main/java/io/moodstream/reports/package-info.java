/**
 * Writes a lecture's report for people: a page, its PDF, tables and JSON, from one record of {@code lecture-reports}.
 */
@NullMarked
package io.moodstream.reports;

import org.jspecify.annotations.NullMarked;
