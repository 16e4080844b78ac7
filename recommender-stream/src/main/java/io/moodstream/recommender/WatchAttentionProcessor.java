package io.moodstream.recommender;

import io.micrometer.core.instrument.Counter;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import io.moodstream.recommender.clock.LectureStep;
import io.moodstream.recommender.clock.LectureStep.Deleted;
import io.moodstream.recommender.clock.LectureStep.Seen;
import io.moodstream.recommender.clock.LectureStep.SourceErased;
import io.moodstream.recommender.clock.LectureStep.SourceLeft;
import io.moodstream.recommender.state.TrackStates;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Watches each source's tracks. A frame captured before the source's latest is skipped and counted: time does not run
 * backwards. A source that has left is deleted and its open attention is cleared; so is one that was silent for {@link
 * RecommenderConfig#lectureEnd()} in event time, before its next frame, and one whose people count at their own sources.
 */
@UsesKafka
final class WatchAttentionProcessor extends ContextualProcessor<String, LectureStep, String, Attention> {
    private static final String TRACKS = "source-tracks";

    private final RecommenderConfig config;
    private final Counter skipped;

    WatchAttentionProcessor(RecommenderConfig config, StageMetrics metrics) {
        this.config = config;
        this.skipped = metrics.counter("frames.skipped", "cause", "source-out-of-order");
    }

    /** Returns the processor's store. */
    static Set<StoreBuilder<?>> stores() {
        return Set.of(AvroStores.store(TRACKS, TrackStates.class));
    }

    @Override
    public void process(Record<String, LectureStep> record) {
        if (record.value() instanceof Seen seen && !seen.late()) {
            see(seen.frame(), record.headers());
        } else if (record.value() instanceof SourceLeft left) {
            end(Keys.source(left.lectureId(), left.sourceId()));
        } else if (record.value() instanceof SourceErased erased) {
            tracks().delete(Keys.source(
                    erased.lectureId(), erased.sourceId())); // nothing more is written about the user
        } else if (record.value() instanceof Deleted deleted) {
            new LectureStore<>(tracks()).deleteAll(deleted.lectureId(), "");
        }
    }

    private void see(FaceEmotions frame, Headers headers) {
        String key = Keys.source(frame.getLectureId(), frame.getSourceId());
        if (frame.getCounting() == Counting.OWN) {
            end(key);
            return;
        }
        endBefore(key, frame);
        AttentionWatch watch = watch(key, frame);
        if (frame.getCapturedAt().toEpochMilli() < watch.latest()) {
            skipped.increment();
            return;
        }
        forward(watch.see(frame), headers);
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
