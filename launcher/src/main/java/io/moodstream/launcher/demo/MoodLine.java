package io.moodstream.launcher.demo;

import io.moodstream.reports.MoodText;
import io.moodstream.schemas.LectureMood;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Formats a window's mood as one line for the terminal. */
final class MoodLine {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private MoodLine() {}

    /** Returns the window's times and its mood as a sentence, and whether the window was told before. */
    static String of(LectureMood mood) {
        String sentence = MoodText.sentence(
                emotion -> mood.getShares().getOrDefault(emotion.name(), 0.0),
                mood.getReadableFaces(),
                mood.getParticipants());
        return "mood  " + CLOCK.format(mood.getWindowStart()) + "-" + CLOCK.format(mood.getWindowEnd()) + "  "
                + (mood.getRevision() > 0 ? "Corrected: " : "") + sentence;
    }
}
