package io.moodstream.recommender;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.RecommendedItem;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Holds what can be recommended for each of the seven emotions.
 *
 * @param selections by emotion; all seven
 */
record Catalogue(Map<Emotion, Selection> selections) {

    /**
     * Holds what fits one emotion.
     *
     * @param why second half of the sentence for the user, with its full stop
     * @param genres music genres
     * @param media the titles: songs, movies, books, games; none of the lists is empty
     */
    record Selection(String why, List<String> genres, List<List<RecommendedItem>> media) {}

    /** Returns what fits the emotion. */
    Selection selection(Emotion emotion) {
        return Objects.requireNonNull(selections.get(emotion), emotion::name);
    }
}
