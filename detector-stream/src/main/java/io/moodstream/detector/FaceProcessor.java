package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import io.moodstream.detector.state.SourceState;
import io.moodstream.kit.Lookahead.Started;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceCrop;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Turns each frame into its faces, numbered by their tracks, which a store keeps for each source until the source is
 * silent for long or its user is erased. The faces of a single picture are numbered from 1, and nothing about it is
 * stored.
 */
@NullUnmarked // Kafka Streams gives context and store after construction.
@UsesKafka
final class FaceProcessor implements Processor<String, Started<PublishedFrame, FrameFaces>, String, FaceCrops> {
    /** Name of the store. */
    static final String STORE = "face-tracks";

    private static final Duration TICK = Duration.ofMinutes(5);

    private final boolean stores;
    private final FaceFinder finder;
    private final int fullFrameEvery;
    private final FrameValidator validator;
    private final IouTracker tracker;
    private final Duration frozenAfter;

    /**
     * A source that has been silent for this time, by the wall clock or between two of its frames, is deleted. The
     * latter makes a fast replay, in which no source is ever silent, number the same faces alike.
     */
    private final Duration forget;

    private final StageMetrics metrics;
    private ProcessorContext<String, FaceCrops> context;
    private KeyValueStore<String, SourceState> store;

    private FaceProcessor(boolean stores, FaceFinder finder, DetectorConfig config, StageMetrics metrics) {
        this.stores = stores;
        this.finder = finder;
        this.fullFrameEvery = config.wholeFrameEvery();
        this.validator = new FrameValidator(config.maxAhead());
        this.tracker = IouTracker.of(config);
        this.frozenAfter = config.frozenAfter();
        this.forget = config.forget();
        this.metrics = metrics;
    }

    /** Creates a processor of sources' frames. It needs the store. */
    static FaceProcessor ofSources(FaceFinder finder, DetectorConfig config, StageMetrics metrics) {
        return new FaceProcessor(true, finder, config, metrics);
    }

    /** Creates a processor of single pictures. */
    static FaceProcessor ofPhotos(FaceFinder finder, DetectorConfig config, StageMetrics metrics) {
        return new FaceProcessor(false, finder, config, metrics);
    }

    @Override
    public void init(ProcessorContext<String, FaceCrops> context) {
        this.context = context;
        if (stores) {
            this.store = context.getStateStore(STORE);
            context.schedule(
                    Collections.min(List.of(TICK, forget)), PunctuationType.WALL_CLOCK_TIME, this::forgetSilentSources);
        }
    }

    @Override
    public void process(Record<String, Started<PublishedFrame, FrameFaces>> record) {
        Started<PublishedFrame, FrameFaces> started = record.value();
        Frame frame = started == null ? null : started.value().frame();
        try {
            Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
            validator.check(record.key(), frame, now);
            if (frame.getSignal() != null) {
                if (stores && record.headers().lastHeader(Topics.ERASED) != null) {
                    store.delete(record.key());
                }
                forward(record, withoutFaces(frame));
            } else {
                answer(record, started, now);
            }
        } catch (RejectedFrameException e) {
            count(e.reason());
            throw e;
        } finally {
            if (started != null && started.finish()) {
                context.commit();
            }
        }
    }

    private void answer(Record<String, ?> record, Started<PublishedFrame, FrameFaces> started, Instant now) {
        Frame frame = started.value().frame();
        SourceMemory stored = stores ? StoredMemory.read(store.get(record.key())) : SourceMemory.NONE;
        Optional<SeenFrames> seen = stored.seen().with(frame.getRun(), frame.getSequence());
        if (seen.isEmpty()) {
            count("repeated");
            return;
        }
        SourceMemory memory = stored.with(seen.get());
        SourceMemory before = memory.orForgotten(frame.getCapturedAt(), forget);
        FaceCrops faces;
        try {
            FrameFaces found = found(started, before);
            faces = numbered(frame, found, before, record.key(), now);
            metrics.counter("faces.dropped", "reason", "too-many").increment(found.dropped());
        } catch (RuntimeException e) {
            if (!frame.getRun().isEmpty()) { // it was seen all the same
                remember(record.key(), memory, now);
            }
            throw e;
        }
        count(faces.getFaces().isEmpty() ? "without-faces" : "with-faces");
        forward(record, faces);
        metrics.recordLatency(record.headers());
    }

    private void remember(String key, SourceMemory memory, Instant now) {
        if (stores) {
            store.put(key, StoredMemory.write(memory, now.toEpochMilli()));
        }
    }

    /** Returns the faces of a frame; it is searched again if it was not searched where it has to be. */
    private FrameFaces found(Started<PublishedFrame, FrameFaces> started, SourceMemory before) {
        FrameFaces guess = started.result();
        if (fullFrameEvery == 1) {
            return guess;
        }
        Frame frame = started.value().frame();
        Expected expected = new KnownFaces(before.tracks(), before.background(), before.sequence())
                .expected(frame.getSequence(), frame.getCapturedAt(), fullFrameEvery);
        if (guess.expected().equals(expected)) {
            return guess;
        }
        metrics.counter("frames.searched", "when", "again").increment();
        return metrics.timer("detect")
                .record(() ->
                        finder.find(FrameValidator.image(frame), started.value().whole(), expected));
    }

    private void forward(Record<String, ?> record, FaceCrops faces) {
        long capturedAt = faces.getCapturedAt().toEpochMilli();
        record.headers().remove(Topics.WHOLE); // of faces it would say nothing
        context.forward(record.withValue(faces).withTimestamp(capturedAt));
    }

    private void count(String outcome) {
        metrics.counter("frames", "outcome", outcome).increment();
    }

    private FaceCrops numbered(Frame frame, FrameFaces found, SourceMemory before, String key, Instant now) {
        Instant at = frame.getCapturedAt();
        List<Box> boxes = found.relativeBoxes();
        IouTracker.Update update = tracker.update(before.tracks(), boxes, found.surroundings(), at);
        SourceMemory after = after(before, update, found, frame);
        remember(key, after, now);
        List<FaceCrop> faces = new ArrayList<>();
        for (int i = 0; i < found.faces().size(); i++) {
            faces.add(face(found, i, boxes.get(i), update.ids().get(i)));
        }
        faces.sort(Comparator.comparingLong(FaceCrop::getTrackId));
        boolean hasMain = stores && frame.getUserId() != null && after.main().track() > 0;
        return crops(
                frame,
                found.width(),
                found.height(),
                faces,
                hasMain ? after.main().track() : null,
                after.picture().frozen(found.content(), at, frozenAfter).orElse(null),
                update.relaid());
    }

    /** Returns what is remembered after a frame; one that is not newer than the newest changes numbers only. */
    private SourceMemory after(SourceMemory before, IouTracker.Update update, FrameFaces found, Frame frame) {
        Instant at = frame.getCapturedAt();
        return update.late()
                ? new SourceMemory(
                        before.seen(),
                        update.after(),
                        before.main(),
                        before.picture(),
                        before.background(),
                        before.sequence())
                : new SourceMemory(
                        before.seen(),
                        update.after(),
                        before.main().after(update.after(), update.ids(), found.relativeBoxes(), at),
                        before.picture()
                                .after(found.content(), at, before.tracks().seenUntil(), frozenAfter),
                        found.background(),
                        frame.getSequence());
    }

    private FaceCrops withoutFaces(Frame signal) {
        return crops(signal, 0, 0, List.of(), null, null, false);
    }

    private FaceCrops crops(
            Frame frame,
            int width,
            int height,
            List<FaceCrop> faces,
            @Nullable Long mainTrack,
            @Nullable Instant frozenSince,
            boolean relaid) {
        return new FaceCrops(
                frame.getLectureId(),
                frame.getSourceId(),
                frame.getUserId(),
                frame.getSequence(),
                frame.getCapturedAt(),
                width,
                height,
                finder.detectorId(),
                faces,
                frame.getRun(),
                frame.getSignal(),
                frame.getCounting(),
                mainTrack,
                frozenSince,
                relaid);
    }

    private static FaceCrop face(FrameFaces found, int index, Box box, long id) {
        return new FaceCrop(
                id,
                new FaceBox(box.x(), box.y(), box.width(), box.height()),
                found.faces().get(index).score(),
                FaceCropper.SIDE,
                ByteBuffer.wrap(found.crops().get(index)));
    }

    private void forgetSilentSources(long now) {
        try (KeyValueIterator<String, SourceState> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, SourceState> source = all.next();
                if (source.value.getTouchedAt() < now - forget.toMillis()) {
                    store.delete(source.key);
                }
            }
        }
    }
}
