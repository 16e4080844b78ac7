package io.moodstream.dashboard.legacy;

import io.moodstream.dashboard.frames.FaceJson;
import io.moodstream.reports.MoodText;
import io.moodstream.schemas.Emotion;
import java.util.List;
import java.util.Locale;

/** What the result page says, in the words of the page For you. */
final class ResultWords {
    private ResultWords() {}

    /** Such as "happy 82 %". */
    static String label(FaceJson face) {
        return face.readable()
                ? MoodText.looks(Emotion.valueOf(face.emotion())) + " " + Math.round(100 * face.confidence()) + " %"
                : "not readable";
    }

    /** Such as "Most faces look happy: 3 of 4; 1 more could not be read." */
    static String sentence(Prediction prediction) {
        List<FaceJson> readable =
                prediction.faces().stream().filter(FaceJson::readable).toList();
        String majority = prediction.emotion().name();
        long shown = readable.stream()
                .filter(face -> face.emotion().equals(majority))
                .count();
        int unreadable = prediction.faces().size() - readable.size();
        return seen(MoodText.looks(prediction.emotion()), shown, readable.size())
                + (unreadable == 0 ? "" : "; " + unreadable + " more could not be read")
                + ".";
    }

    private static String seen(String looks, long shown, int readable) {
        if (readable == 1) {
            return "The face looks " + looks;
        }
        String of = ": " + shown + " of " + readable;
        return 2 * shown > readable
                ? "Most faces look " + looks + of
                : looks.substring(0, 1).toUpperCase(Locale.ROOT) + looks.substring(1) + " is seen most often" + of;
    }
}
