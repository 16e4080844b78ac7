package io.moodstream.dashboard.lectures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.schemas.Recommendation;
import java.time.Instant;
import java.util.Optional;

/** The latest recommendation of each user, for a limited number of users. */
public final class Recommendations implements TopicListener {
    private static final long MOST_USERS = 100_000;

    private final Cache<String, Written> byUser =
            Caffeine.newBuilder().maximumSize(MOST_USERS).build();

    /** Shares equal titles in memory: a hundred thousand users share a few hundred titles of the catalogue. */
    private final Interner<RecommendationJson.Item> titles = Interner.newWeakInterner();

    @Override
    public void recommendation(Recommendation recommendation, Instant writtenAt) {
        RecommendationJson json = RecommendationJson.of(recommendation);
        RecommendationJson shared = new RecommendationJson(
                json.user(),
                json.lecture(),
                json.at(),
                json.emotion(),
                json.probabilities(),
                json.genres(),
                json.items().stream().map(titles::intern).toList(),
                json.why());
        byUser.put(json.user(), new Written(shared, writtenAt));
    }

    @Override
    public void deleted(String lecture) {
        byUser.asMap().values().removeIf(known -> known.json().lecture().equals(lecture));
    }

    @Override
    public void erased(String user) {
        byUser.invalidate(user);
    }

    /** Forgets the recommendations that were written before an instant. */
    public void forget(Instant before) {
        byUser.asMap().values().removeIf(known -> known.writtenAt().isBefore(before));
    }

    /** Returns the latest recommendation for a user. */
    public Optional<RecommendationJson> of(String user) {
        return Optional.ofNullable(byUser.getIfPresent(user)).map(Written::json);
    }

    private record Written(RecommendationJson json, Instant writtenAt) {}
}
