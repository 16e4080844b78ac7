package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.schemas.Recommendation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Passes each recommendation on to the listeners of its user. */
public final class UserRecommendations implements TopicListener {
    private final Map<String, List<Consumer<Recommendation>>> listeners = new ConcurrentHashMap<>();

    /** Adds a listener for a user; it must be removed with {@link #remove}. */
    public void add(String user, Consumer<Recommendation> listener) {
        listeners.compute(user, (key, all) -> {
            List<Consumer<Recommendation>> more = all == null ? new CopyOnWriteArrayList<>() : all;
            more.add(listener);
            return more;
        });
    }

    /** Removes a listener. */
    public void remove(String user, Consumer<Recommendation> listener) {
        listeners.computeIfPresent(user, (key, all) -> {
            all.remove(listener);
            return all.isEmpty() ? null : all;
        });
    }

    /** Returns the number of users with listeners. */
    public int size() {
        return listeners.size();
    }

    @Override
    public void recommendation(Recommendation recommendation, Instant writtenAt) {
        listeners.getOrDefault(recommendation.getUserId(), List.of()).forEach(each -> each.accept(recommendation));
    }
}
