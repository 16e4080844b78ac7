/** A report's charts: drawn by JFreeChart, written as SVG by Batik. */
@NullMarked
package io.moodstream.reports.charts;

import org.jspecify.annotations.NullMarked;
