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
public final class TimeAxis {
    /** A shorter axis has several ticks per minute. */
    private static final Duration SHORT = Duration.ofMinutes(8);

    private TimeAxis() {}

    /** Returns whether the clocks of a zone change between two instants, so that times need their offset from UTC. */
    public static boolean clocksChange(Instant from, Instant to, ZoneId zone) {
        return !zone.getRules().getOffset(from).equals(zone.getRules().getOffset(to));
    }

    static DateAxis of(Instant from, Instant to, ZoneId zone, float size) {
        DateAxis axis = new DateAxis(null, TimeZone.getTimeZone(zone), Locale.ROOT);
        axis.setRange(Date.from(from), Date.from(to.isAfter(from) ? to : from.plusSeconds(1)));
        boolean isShort = Duration.between(from, to).compareTo(SHORT) < 0;
        String offset = clocksChange(from, to, zone) ? " XXX" : "";
        SimpleDateFormat format = new SimpleDateFormat((isShort ? "HH:mm:ss" : "HH:mm") + offset, Locale.ROOT);
        format.setTimeZone(TimeZone.getTimeZone(zone));
        axis.setDateFormatOverride(format);
        ChartTheme.apply(axis, size);
        return axis;
    }
}
