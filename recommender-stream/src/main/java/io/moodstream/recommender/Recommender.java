package io.moodstream.recommender;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Majority;
import io.moodstream.schemas.Recommendation;
import io.moodstream.schemas.RecommendedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Chooses titles from the catalogue. If there are more titles than needed, the choice depends on the user and on event
 * time, so that it varies and yet the same input gives the same result.
 *
 * @param catalogue the titles to choose from
 * @param titles number of titles of each medium
 */
record Recommender(Catalogue catalogue, int titles) {
    /** How long the choice of titles stays the same, milliseconds of event time. */
    private static final long TURN = 600_000;

    /**
     * Returns the recommendation for a user.
     *
     * @param frame the frame with which the expression changed
     * @param expression the user's expression; it has a current emotion
     */
    Recommendation recommend(String userId, FaceEmotions frame, Expression expression) {
        Emotion emotion = Objects.requireNonNull(expression.current(), "There is no emotion to recommend for");
        Catalogue.Selection selection = catalogue.selection(emotion);
        return new Recommendation(
                userId,
                frame.getLectureId(),
                frame.getCapturedAt(),
                emotion,
                Emotions.list(expression.probabilities()),
                selection.genres(),
                items(selection, userId.hashCode() + expression.at() / TURN),
                seen(frame, emotion) + "; " + selection.why());
    }

    /** Returns the recommendation for a single picture; none if nobody's face is readable or it has no user. */
    List<Recommendation> single(FaceEmotions picture) {
        String userId = picture.getUserId();
        long at = picture.getCapturedAt().toEpochMilli();
        return userId == null || picture.getSignal() != null
                ? List.of()
                : Majority.probabilities(picture.getFaces()).stream()
                        .map(seen -> recommend(userId, picture, Expression.only(at, seen)))
                        .toList();
    }

    private static String seen(FaceEmotions frame, Emotion emotion) {
        return Keys.PHOTOS.equals(frame.getLectureId())
                ? "The visible expression in your picture looks mostly " + looks(emotion)
                : "Your visible expression looked mostly " + looks(emotion) + " for the last few seconds";
    }

    private static String looks(Emotion emotion) {
        return switch (emotion) {
            case disgust -> "disgusted";
            case fear -> "fearful";
            case surprise -> "surprised";
            default -> emotion.toString();
        };
    }

    private List<RecommendedItem> items(Catalogue.Selection selection, long turn) {
        List<RecommendedItem> items = new ArrayList<>();
        for (List<RecommendedItem> medium : selection.media()) {
            int first = (int) Math.floorMod(turn, (long) medium.size());
            for (int i = 0; i < Math.min(titles, medium.size()); i++) {
                items.add(medium.get((first + i) % medium.size()));
            }
        }
        return items;
    }
}
