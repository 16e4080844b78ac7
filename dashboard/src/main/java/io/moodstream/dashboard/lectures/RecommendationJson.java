package io.moodstream.dashboard.lectures;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.Recommendation;
import io.moodstream.schemas.RecommendedItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recommendation that fits a user's visible expression.
 *
 * @param user the user's pseudonym
 * @param lecture the lecture in which the expression was seen
 * @param at the event time
 * @param emotion the expression, smoothed over time
 * @param probabilities the probabilities, smoothed over time
 * @param genres music genres
 * @param items titles
 * @param why the reason, in one sentence
 */
public record RecommendationJson(
        String user,
        String lecture,
        @Iso Instant at,
        Emotion emotion,
        ByExpression probabilities,
        List<String> genres,
        List<Item> items,
        String why) {

    /** Copies the lists. */
    public RecommendationJson {
        genres = List.copyOf(genres);
        items = List.copyOf(items);
    }

    /**
     * One recommended title.
     *
     * @param medium song, movie, book or game
     * @param title the title
     * @param by the artist, director, author or studio
     * @param link an https address
     * @param audio of a song: the address of its sound, on this server or another
     */
    public record Item(
            String medium,
            String title,
            @Nullable String by,
            String link,
            @Nullable String audio) {
        static Item of(RecommendedItem item) {
            String audio = item.getAudio();
            return new Item(
                    item.getMedium().name(),
                    item.getTitle(),
                    item.getBy(),
                    item.getLink(),
                    audio == null || audio.startsWith("https:") ? audio : "/audio/" + audio);
        }
    }

    /** Returns the JSON of a record. */
    public static RecommendationJson of(Recommendation recommendation) {
        return new RecommendationJson(
                recommendation.getUserId(),
                recommendation.getLectureId(),
                recommendation.getAt(),
                recommendation.getEmotion(),
                ByExpression.of(recommendation.getProbabilities()),
                recommendation.getGenres(),
                recommendation.getItems().stream().map(Item::of).toList(),
                recommendation.getWhy());
    }
}
