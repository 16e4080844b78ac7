package io.moodstream.reports;

import io.moodstream.reports.charts.TimeAxis;
import io.moodstream.reports.statistics.Band;
import io.moodstream.reports.statistics.EDivisive;
import io.moodstream.reports.words.Messages;
import io.moodstream.schemas.Emotion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Words findings as plain sentences. */
final class ReportText {
    private final Messages messages;
    private final ZoneId zone;
    private final String offset;

    /** Words times of a zone, with their offset from UTC if the clocks of the zone change during the lecture. */
    ReportText(Findings findings, Messages messages, ZoneId zone) {
        this.messages = messages;
        this.zone = zone;
        this.offset = TimeAxis.clocksChange(findings.startedAt(), findings.endedAt(), zone) ? " xxx" : "";
    }

    /** Returns a share in percent, such as "62 %"; a share that is not zero never becomes "0 %" but "{@literal <} 1 %". */
    String percent(double share) {
        return share > 0 && share < 0.005 ? "< " + messages.percent(0.01) : messages.percent(share);
    }

    /** Returns the bounds of a band, such as "48 to 71 %". */
    String band(Band band) {
        return messages.text(
                "band", "low", messages.number(Math.round(100 * band.low())), "high", percent(band.high()));
    }

    /** Describes the largest difference of a change, such as "happy fell from 62 % to 31 %". */
    String largest(MoodChange change) {
        Emotion most = Arrays.stream(Emotion.values())
                .max(Comparator.comparingDouble(
                        emotion -> Math.abs(share(change.after(), emotion) - share(change.before(), emotion))))
                .orElseThrow();
        double before = share(change.before(), most);
        double after = share(change.after(), most);
        return messages.text(
                after > before ? "change.rose" : "change.fell",
                "expression",
                messages.looks(most),
                "before",
                percent(before),
                "after",
                percent(after));
    }

    /** Describes the mood before and after a change. */
    String beforeAndAfter(MoodChange change) {
        return messages.text("change.moods", "before", mood(change.before()), "after", mood(change.after()));
    }

    private String mood(Map<Emotion, Double> shares) {
        return MoodText.past(messages, emotion -> share(shares, emotion));
    }

    /** Describes the note before a change. */
    String justBefore(MoodChange change) {
        Marker marker = change.marker();
        if (marker == null) {
            return messages.text("change.no-note");
        }
        long seconds = Duration.between(marker.at(), change.at()).toSeconds();
        return messages.text(
                "change.note",
                "note",
                marker.text(),
                "minutes",
                seconds < 60 ? 0 : Math.round(seconds / 60.0),
                "at",
                clock(marker.at()));
    }

    /** Describes the certainty of a change. */
    String sure(MoodChange change) {
        int larger = (int) Math.round(change.p() * (EDivisive.REPLICATIONS + 1)) - 1;
        return messages.text(
                "change.sure",
                "simulated",
                EDivisive.REPLICATIONS,
                "larger",
                larger,
                "p",
                messages.thousandths(change.p()));
    }

    /** Says that frames came too late, such as "12 frames came too late". */
    String lateFrames(long frames) {
        return messages.text("late-frames", "count", frames);
    }

    /** Returns a length, such as "5 minutes"; below a minute in seconds. */
    String minutes(Duration length) {
        if (length.toSeconds() < 60) {
            return messages.text("length.seconds", "seconds", length.toSeconds());
        }
        return messages.text("length.minutes", "minutes", Math.round(length.toSeconds() / 60.0));
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

    /** Returns when something ended, with its day if that is another one than it began on. */
    String until(Instant from, Instant to) {
        boolean sameDay = LocalDate.ofInstant(from, zone).equals(LocalDate.ofInstant(to, zone));
        return sameDay ? shortClock(to) : date(to) + ", " + shortClock(to);
    }

    String date(Instant moment) {
        return DateTimeFormatter.ofPattern(messages.text("date.pattern"), messages.locale())
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
