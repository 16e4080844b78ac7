package io.moodstream.launcher.demo;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.LectureMood;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A window's mood in one line for the terminal. */
final class MoodLine {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private MoodLine() {}

    /** For example: {@code 10:00:20-10:00:30  looks mostly happy (72 %), neutral 18 %; 24 of 25 participants readable}. */
    static String of(LectureMood mood) {
        String others = Stream.of(Emotion.values())
                .filter(emotion -> emotion != mood.getDominant() && share(mood, emotion) >= 0.1)
                .sorted(Comparator.comparingDouble((Emotion emotion) -> -share(mood, emotion)))
                .map(emotion -> String.format(Locale.ROOT, "%s %.0f %%", emotion, 100 * share(mood, emotion)))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "mood  %s-%s  visible expressions mostly %s (%.0f %%)%s; %.0f of %d participants readable",
                CLOCK.format(mood.getWindowStart()),
                CLOCK.format(mood.getWindowEnd()),
                mood.getDominant(),
                100 * share(mood, mood.getDominant()),
                others.isEmpty() ? "" : ", " + others,
                mood.getReadableFaces(),
                mood.getParticipants());
    }

    private static double share(LectureMood mood, Emotion emotion) {
        Map<String, Double> shares = mood.getShares();
        return shares.getOrDefault(emotion.name(), 0.0);
    }
}
