/** A lecture's report for people: a page, a PDF of it, tables and JSON, made from one record of {@code lecture-reports}. */
@NullMarked
package io.moodstream.reports;

import org.jspecify.annotations.NullMarked;
