package io.moodstream.reports.charts;

import java.text.SimpleDateFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import org.jfree.chart.axis.DateAxis;

/** Creates the time axis of a lecture. */
final class TimeAxis {
    /** A shorter axis has several ticks per minute. */
    private static final Duration SHORT = Duration.ofMinutes(8);

    private TimeAxis() {}

    static DateAxis of(Instant from, Instant to, ZoneId zone, float size) {
        DateAxis axis = new DateAxis(null, TimeZone.getTimeZone(zone), Locale.ROOT);
        axis.setRange(Date.from(from), Date.from(to.isAfter(from) ? to : from.plusSeconds(1)));
        boolean isShort = Duration.between(from, to).compareTo(SHORT) < 0;
        SimpleDateFormat format = new SimpleDateFormat(isShort ? "HH:mm:ss" : "HH:mm", Locale.ROOT);
        format.setTimeZone(TimeZone.getTimeZone(zone));
        axis.setDateFormatOverride(format);
        ChartTheme.apply(axis, size);
        return axis;
    }
}
