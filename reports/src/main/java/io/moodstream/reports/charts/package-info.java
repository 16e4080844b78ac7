/** Draws a report's charts with JFreeChart and writes them as SVG with Batik. */
@NullMarked
package io.moodstream.reports.charts;

import org.jspecify.annotations.NullMarked;
