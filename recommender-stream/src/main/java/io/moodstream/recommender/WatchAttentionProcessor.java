package io.moodstream.recommender;

import io.micrometer.core.instrument.Counter;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import io.moodstream.recommender.state.TrackStates;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Watches each source's tracks. A frame captured before the source's latest is skipped and counted: time does not run
 * backwards. A source that is silent for {@link RecommenderConfig#lectureEnd()} is deleted and its open attention is
 * cleared: by the wall clock or, before its next frame, by event time.
 */
@UsesKafka
final class WatchAttentionProcessor extends ContextualProcessor<String, FaceEmotions, String, Attention> {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final String TRACKS = "source-tracks";

    private final RecommenderConfig config;
    private final Counter skipped;
    private final Map<String, Long> lastArrivals = new HashMap<>();

    WatchAttentionProcessor(RecommenderConfig config, StageMetrics metrics) {
        this.config = config;
        this.skipped = metrics.counter("frames.skipped", "cause", "source-out-of-order");
    }

    /** Returns the processor's store. */
    static Set<StoreBuilder<?>> stores() {
        return Set.of(AvroStores.store(TRACKS, TrackStates.class));
    }

    @Override
    public void init(ProcessorContext<String, Attention> context) {
        super.init(context);
        lastArrivals.clear();
        try (var all = tracks().all()) {
            all.forEachRemaining(entry -> lastArrivals.put(entry.key, context.currentSystemTimeMs()));
        }
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::endSilent);
    }

    @Override
    public void process(Record<String, FaceEmotions> record) {
        FaceEmotions frame = record.value();
        String key = Keys.source(frame.getLectureId(), frame.getSourceId());
        lastArrivals.put(key, context().currentSystemTimeMs());
        endBefore(key, frame);
        AttentionWatch watch = watch(key, frame);
        if (frame.getCapturedAt().toEpochMilli() < watch.latest()) {
            skipped.increment();
            return;
        }
        forward(watch.see(frame), record.headers());
        tracks().put(
                        key,
                        new TrackStates(
                                watch.userId(),
                                watch.latest(),
                                watch.tracks().map(AttentionTrack::state).toList()));
    }

    private AttentionWatch watch(String key, FaceEmotions frame) {
        TrackStates stored = tracks().get(key);
        return stored == null
                ? new AttentionWatch(
                        config,
                        frame.getLectureId(),
                        frame.getSourceId(),
                        frame.getUserId(),
                        frame.getCapturedAt().toEpochMilli(),
                        Stream.of())
                : restored(key, stored);
    }

    private AttentionWatch restored(String key, TrackStates stored) {
        String[] names = key.split("/");
        return new AttentionWatch(
                config,
                names[0],
                names[1],
                stored.getUserId(),
                stored.getLatest(),
                stored.getTracks().stream().map(AttentionTrack::of));
    }

    private void endSilent(long now) {
        lastArrivals.entrySet().removeIf(source -> {
            boolean silent = now - source.getValue() >= config.lectureEnd().toMillis();
            if (silent) {
                end(source.getKey());
            }
            return silent;
        });
    }

    private void endBefore(String key, FaceEmotions frame) {
        TrackStates stored = tracks().get(key);
        long capturedAt = frame.getCapturedAt().toEpochMilli();
        if (stored != null
                && capturedAt - stored.getLatest() >= config.lectureEnd().toMillis()) {
            end(key);
        }
    }

    private void end(String key) {
        TrackStates stored = tracks().delete(key);
        if (stored != null) {
            forward(restored(key, stored).end(), new RecordHeaders());
        }
    }

    private void forward(List<Attention> noticed, Headers headers) {
        for (Attention attention : noticed) {
            String key = Keys.track(attention.getLectureId(), attention.getSourceId(), attention.getTrackId());
            context().forward(new Record<>(key, attention, attention.getAt().toEpochMilli(), headers));
        }
    }

    private KeyValueStore<String, TrackStates> tracks() {
        return context().getStateStore(TRACKS);
    }
}
