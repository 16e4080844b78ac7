package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.schemas.Recommendation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells whoever listens for a user what is recommended to them. */
public final class UserRecommendations implements TopicListener {
    private final Map<String, List<Consumer<Recommendation>>> listeners = new ConcurrentHashMap<>();

    /** Listens; must be taken back with {@link #remove}. */
    public void add(String user, Consumer<Recommendation> listener) {
        listeners.compute(user, (key, all) -> {
            List<Consumer<Recommendation>> more = all == null ? new CopyOnWriteArrayList<>() : all;
            more.add(listener);
            return more;
        });
    }

    /** Listens no more. */
    public void remove(String user, Consumer<Recommendation> listener) {
        listeners.computeIfPresent(user, (key, all) -> {
            all.remove(listener);
            return all.isEmpty() ? null : all;
        });
    }

    /** Users that somebody listens for. */
    public int size() {
        return listeners.size();
    }

    @Override
    public void recommendation(Recommendation recommendation) {
        listeners.getOrDefault(recommendation.getUserId(), List.of()).forEach(each -> each.accept(recommendation));
    }
}
