package io.moodstream.reports;

import io.moodstream.reports.charts.TimeAxis;
import io.moodstream.reports.statistics.Band;
import io.moodstream.reports.statistics.EDivisive;
import io.moodstream.schemas.Emotion;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Words findings as plain sentences. */
final class ReportText {
    private final ZoneId zone;
    private final String offset;

    /** Words times of a zone, with their offset from UTC if the clocks of the zone change during the lecture. */
    ReportText(Findings findings, ZoneId zone) {
        this.zone = zone;
        this.offset = TimeAxis.clocksChange(findings.startedAt(), findings.endedAt(), zone) ? " xxx" : "";
    }

    /** Returns a share in percent, such as "62 %"; a share that is not zero never becomes "0 %" but "< 1 %". */
    static String percent(double share) {
        return share > 0 && share < 0.005 ? "< 1 %" : Math.round(100 * share) + " %";
    }

    /** Returns the bounds of a band, such as "48 to 71 %". */
    static String band(Band band) {
        return Math.round(100 * band.low()) + " to " + percent(band.high());
    }

    /** Describes the largest difference of a change, such as "happy fell from 62 % to 31 %". */
    static String largest(MoodChange change) {
        Emotion most = Arrays.stream(Emotion.values())
                .max(Comparator.comparingDouble(
                        emotion -> Math.abs(share(change.after(), emotion) - share(change.before(), emotion))))
                .orElseThrow();
        double before = share(change.before(), most);
        double after = share(change.after(), most);
        return MoodText.looks(most) + (after > before ? " rose from " : " fell from ") + percent(before) + " to "
                + percent(after);
    }

    /** Describes the mood before and after a change. */
    static String beforeAndAfter(MoodChange change) {
        return "Before, " + mood(change.before()) + "; after, " + mood(change.after()) + ".";
    }

    private static String mood(Map<Emotion, Double> shares) {
        return MoodText.past(emotion -> share(shares, emotion));
    }

    /** Describes the note before a change. */
    String justBefore(MoodChange change) {
        Marker marker = change.marker();
        if (marker == null) {
            return "There is no note in the ten minutes before.";
        }
        long seconds = Duration.between(marker.at(), change.at()).toSeconds();
        return "Note before the change: \u201c" + marker.text() + "\u201d, "
                + (seconds < 60 ? "less than a minute" : minutes(Duration.ofSeconds(seconds))) + " earlier, at "
                + clock(marker.at()) + ".";
    }

    /** Describes the certainty of a change. */
    static String sure(MoodChange change) {
        int larger = (int) Math.round(change.p() * (EDivisive.REPLICATIONS + 1)) - 1;
        return "Of " + EDivisive.REPLICATIONS + " simulated lectures without a change, "
                + (larger == 0 ? "none" : String.valueOf(larger)) + " had a cut as large as this one (p = "
                + String.format(Locale.ROOT, "%.3f", change.p()) + ").";
    }

    /** Says that frames came too late, such as "12 frames came too late". */
    static String lateFrames(long frames) {
        return frames + (frames == 1 ? " frame" : " frames") + " came too late";
    }

    /** Returns a count in words, such as "twice". */
    static String times(int count) {
        return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
    }

    /** Returns a length, such as "5 minutes"; below a minute in seconds. */
    static String minutes(Duration length) {
        if (length.toSeconds() < 60) {
            return length.toSeconds() + " s";
        }
        long minutes = Math.round(length.toSeconds() / 60.0);
        return minutes + (minutes == 1 ? " minute" : " minutes");
    }

    String clock(Instant moment) {
        return DateTimeFormatter.ofPattern("HH:mm:ss" + offset, Locale.ROOT)
                .withZone(zone)
                .format(moment);
    }

    String shortClock(Instant moment) {
        return DateTimeFormatter.ofPattern("HH:mm" + offset, Locale.ROOT)
                .withZone(zone)
                .format(moment);
    }

    String date(Instant moment) {
        return DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH)
                .withZone(zone)
                .format(moment);
    }

    /** Returns the name of the time zone. */
    String zone() {
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private static double share(Map<Emotion, Double> shares, Emotion emotion) {
        return shares.getOrDefault(emotion, 0.0);
    }
}
