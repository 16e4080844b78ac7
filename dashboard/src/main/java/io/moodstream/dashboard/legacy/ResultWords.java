package io.moodstream.dashboard.legacy;

import io.moodstream.dashboard.frames.FaceJson;
import io.moodstream.dashboard.lectures.RecommendationJson;
import io.moodstream.reports.words.Language;
import io.moodstream.reports.words.Messages;
import io.moodstream.schemas.Emotion;
import java.util.List;

/** What the result page says, in the words of the page For you. */
final class ResultWords {
    private final Messages messages;

    ResultWords(Messages messages) {
        this.messages = messages;
    }

    /** Such as "happy 82 %". */
    String label(FaceJson face) {
        return face.readable()
                ? messages.looks(Emotion.valueOf(face.emotion())) + " " + messages.percent(face.confidence())
                : messages.text("face.unreadable");
    }

    /** Such as "Most faces look happy: 3 of 4; 1 more could not be read." */
    String sentence(Prediction prediction) {
        List<FaceJson> readable =
                prediction.faces().stream().filter(FaceJson::readable).toList();
        String majority = prediction.emotion().name();
        long same = readable.stream()
                .filter(face -> face.emotion().equals(majority))
                .count();
        String key = readable.size() == 1 ? "faces.one" : 2 * same > readable.size() ? "faces.most" : "faces.often";
        return messages.capital(messages.text(
                key,
                "expression",
                messages.looks(prediction.emotion()),
                "same",
                same,
                "readable",
                readable.size(),
                "unread",
                prediction.faces().size() - readable.size()));
    }

    /** Why the titles fit: the record's sentence, in English, or the same in another language. */
    String why(RecommendationJson recommendation) {
        if (messages.language() == Language.ENGLISH) {
            return recommendation.why();
        }
        Emotion emotion = recommendation.emotion();
        String reason = recommendation.why().replaceFirst("^[^;]*; ", "");
        boolean bundled = reason.equals(Messages.in(Language.ENGLISH).text("why." + emotion));
        return messages.text(
                "why",
                "expression",
                messages.looks(emotion),
                "reason",
                bundled ? messages.text("why." + emotion) : reason);
    }
}
