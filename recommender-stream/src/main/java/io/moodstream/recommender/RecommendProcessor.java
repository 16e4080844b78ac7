package io.moodstream.recommender;

import io.micrometer.core.instrument.Counter;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import io.moodstream.recommender.state.UserState;
import io.moodstream.schemas.CountedFaces;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Majority;
import io.moodstream.schemas.Recommendation;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Publishes a recommendation when a user's visible expression has changed. A frame captured before the latest one is
 * skipped and counted: time does not run backwards. A user who has not been seen for
 * {@link RecommenderConfig#resume()}, wall clock or event time, or is erased, is deleted. A single picture gets its recommendation at
 * once, and nothing about it is stored.
 */
@UsesKafka
final class RecommendProcessor extends ContextualProcessor<String, FaceEmotions, String, Recommendation> {
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final String USERS = "user-expressions";

    private final ExpressionWatch watch;
    private final Recommender recommender;
    private final long resume;
    private final Counter skipped;
    private final Map<String, Long> lastArrivals = new HashMap<>();

    RecommendProcessor(RecommenderConfig config, Recommender recommender, StageMetrics metrics) {
        this.watch = new ExpressionWatch(
                new Smoothing(config.halfLife().toMillis()),
                config.margin(),
                config.dwell().toMillis(),
                config.lectureEnd().toMillis());
        this.recommender = recommender;
        this.resume = config.resume().toMillis();
        this.skipped = metrics.counter("frames.skipped", "cause", "user-out-of-order");
    }

    /** Returns the processor's store. */
    static Set<StoreBuilder<?>> stores() {
        return Set.of(AvroStores.store(USERS, UserState.class));
    }

    @Override
    public void init(ProcessorContext<String, Recommendation> context) {
        super.init(context);
        lastArrivals.clear();
        try (var all = users().all()) {
            all.forEachRemaining(entry -> lastArrivals.put(entry.key, context.currentSystemTimeMs()));
        }
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::forget);
    }

    @Override
    public void process(Record<String, FaceEmotions> record) {
        if (record.value().getSignal() != null) {
            end(record);
        } else if (Keys.PHOTOS.equals(record.value().getLectureId())) {
            recommender.single(record.value()).forEach(one -> context().forward(record.withValue(one)));
        } else {
            Majority.probabilities(CountedFaces.of(record.value())).ifPresent(seen -> fold(record, seen));
        }
    }

    /** A user who is erased is deleted; one whose source has ended for another reason may come back. */
    private void end(Record<String, FaceEmotions> record) {
        if (record.headers().lastHeader(Topics.ERASED) != null) {
            users().delete(record.key());
            lastArrivals.remove(record.key());
        }
    }

    private void fold(Record<String, FaceEmotions> record, double[] seen) {
        long at = record.value().getCapturedAt().toEpochMilli();
        UserState stored = users().get(record.key());
        lastArrivals.put(record.key(), context().currentSystemTimeMs());
        if (stored != null && at < stored.getAt()) {
            skipped.increment();
            return;
        }
        boolean unknown = stored == null || at - stored.getAt() >= resume;
        Expression before = unknown ? null : Expression.of(stored);
        Expression now = watch.fold(before, at, seen);
        users().put(record.key(), now.state());
        if (now.current() != null && (before == null || now.current() != before.current())) {
            recommend(record, now);
        }
    }

    private void recommend(Record<String, FaceEmotions> record, Expression expression) {
        context().forward(record.withValue(recommender.recommend(record.key(), record.value(), expression)));
    }

    private void forget(long now) {
        lastArrivals.entrySet().removeIf(user -> {
            boolean old = now - user.getValue() >= resume;
            if (old) {
                users().delete(user.getKey());
            }
            return old;
        });
    }

    private KeyValueStore<String, UserState> users() {
        return context().getStateStore(USERS);
    }
}
