package io.moodstream.recommender;

import io.micrometer.core.instrument.Counter;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import io.moodstream.recommender.LectureClock.Source;
import io.moodstream.recommender.LectureClock.Window;
import io.moodstream.recommender.state.LectureState;
import io.moodstream.recommender.state.SourceState;
import io.moodstream.recommender.state.TallyState;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureMood;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds frames into the moods of their lecture's windows. A mood is published repeatedly while its window is open, and
 * once when it closes.
 *
 * <p>Every change is written to the stores at once. The lectures in memory are a copy that was read when the task
 * began, so that a frame costs two small writes and no read. What is only in memory, the arrival of each source's
 * latest frame and the latest publication of each window, may begin anew with the task.
 *
 * <p>The timestamp of a mood is the last instant of its window; if the window is open, that of its latest frame.
 */
@UsesKafka
final class FoldMoodsProcessor extends ContextualProcessor<String, FaceEmotions, String, LectureMood> {
    private static final Logger LOG = LoggerFactory.getLogger(FoldMoodsProcessor.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final String LECTURES = "lectures";
    private static final String SOURCES = "sources";
    private static final String TALLIES = "mood-tallies";

    private final RecommenderConfig config;
    private final StageMetrics metrics;
    private final Windows windows;
    private final Counter late;
    private final Map<String, LectureClock> lectures = new HashMap<>();
    private long lateLoggedAt;

    FoldMoodsProcessor(RecommenderConfig config, StageMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
        this.windows = new Windows(config.window().toMillis(), config.grace().toMillis());
        this.late = metrics.counter("frames.late", "cause", "window-closed");
    }

    /** Returns the processor's stores. */
    static Set<StoreBuilder<?>> stores() {
        return Set.of(
                AvroStores.store(LECTURES, LectureState.class),
                AvroStores.store(SOURCES, SourceState.class),
                AvroStores.store(TALLIES, TallyState.class));
    }

    @Override
    public void init(ProcessorContext<String, LectureMood> context) {
        super.init(context);
        restore(context.currentSystemTimeMs());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, FaceEmotions> record) {
        long now = context().currentSystemTimeMs();
        FaceEmotions frame = record.value();
        long capturedAt = frame.getCapturedAt().toEpochMilli();
        LectureClock lecture = lecture(frame.getLectureId(), capturedAt, now, record.headers());
        put(lecture, frame.getSourceId(), lecture.frameArrived(frame.getSourceId(), capturedAt, now));
        long start = windows.start(capturedAt);
        if (start < lecture.closedUntil()) {
            noteLate(lecture, now);
        } else {
            fold(lecture, start, frame, record.headers());
        }
        closeDue(lecture, now, record.headers());
        metrics.recordLatency(record.headers());
    }

    private void tick(long now) {
        for (Iterator<LectureClock> all = lectures.values().iterator(); all.hasNext(); ) {
            LectureClock lecture = all.next();
            closeDue(lecture, now, new RecordHeaders());
            if (now - lecture.lastArrival() >= config.resume().toMillis()) {
                delete(lecture);
                all.remove();
            }
        }
    }

    /**
     * Returns the lecture of a frame. A lecture that has ended and whose frames now are from well before its end is a
     * replay: it begins anew. A gap in event time has the effect of silence, because at a replay's speed no source is
     * ever silent.
     */
    private LectureClock lecture(String id, long capturedAt, long now, Headers headers) {
        LectureClock known = lectures.get(id);
        if (known == null) {
            return begin(id, now, 0);
        }
        long gap = capturedAt - known.latest();
        boolean replayed = config.isReplay(gap, now - known.lastArrival());
        if (replayed || gap >= config.lectureEnd().toMillis()) {
            closeAll(known, headers);
        }
        if (replayed || gap >= config.resume().toMillis()) {
            LOG.info("Lecture {} had ended and now begins anew", id);
            delete(known);
            return begin(id, now, replayed ? 0 : known.closedUntil());
        }
        return known;
    }

    private LectureClock begin(String id, long now, long closedUntil) {
        LectureClock lecture = new LectureClock(id, now, closedUntil);
        lectures.put(id, lecture);
        put(lecture);
        return lecture;
    }

    private void fold(LectureClock lecture, long start, FaceEmotions frame, Headers headers) {
        WindowTally tally =
                lecture.tally(start, frame.getSourceId(), frame.getCapturedAt().toEpochMilli());
        tally.add(frame);
        tallies().put(tallyKey(lecture, start, frame.getSourceId()), tally.state());
        if (lecture.update(start, config.update().toMillis())) {
            Window window = lecture.window(start);
            forward(mood(lecture, start, window, false), window.latest(), headers);
        }
    }

    private void closeDue(LectureClock lecture, long now, Headers headers) {
        while (lecture.windows().size() > config.maxOpenWindows()) {
            LOG.warn(
                    "Lecture {} has more than {} open windows (RECOMMENDER_MAX_OPEN_WINDOWS): the oldest is closed"
                            + " early",
                    lecture.id(),
                    config.maxOpenWindows());
            close(lecture, "too-many", headers);
        }
        long clock = lecture.clock(now, config.silence().toMillis());
        if (clock == Long.MAX_VALUE) {
            closeAll(lecture, headers);
        } else if (clock != Long.MIN_VALUE) {
            closeUntil(lecture, windows.closedAt(clock), headers);
        }
    }

    private void closeAll(LectureClock lecture, Headers headers) {
        while (!lecture.windows().isEmpty()) {
            close(lecture, "silence", headers);
        }
    }

    private void closeUntil(LectureClock lecture, long end, Headers headers) {
        while (!lecture.windows().isEmpty() && lecture.windows().firstKey() < end) {
            close(lecture, "time", headers);
        }
        if (end > lecture.closedUntil()) {
            lecture.closeUntil(end);
            put(lecture);
        }
    }

    /** Closes the oldest window: publishes its final mood and deletes its tallies. */
    private void close(LectureClock lecture, String cause, Headers headers) {
        long start = lecture.windows().firstKey();
        Window window = lecture.close(start, windows.end(start));
        put(lecture);
        for (String source : window.tallies().keySet()) {
            put(lecture, source, lecture.source(source));
            tallies().delete(tallyKey(lecture, start, source));
        }
        metrics.counter("windows.closed", "cause", cause).increment();
        forward(mood(lecture, start, window, true), windows.end(start) - 1, headers);
    }

    private LectureMood mood(LectureClock lecture, long start, Window window, boolean isFinal) {
        return MoodFold.fold(
                lecture.id(), start, windows.end(start), window.tallies(), lecture.participants(window), isFinal);
    }

    private void forward(LectureMood mood, long timestamp, Headers headers) {
        String key = Keys.window(mood.getLectureId(), mood.getWindowStart());
        context().forward(new Record<>(key, mood, timestamp, headers));
    }

    private void noteLate(LectureClock lecture, long now) {
        late.increment();
        if (now - lateLoggedAt >= 60_000) {
            lateLoggedAt = now;
            LOG.warn(
                    "Lecture {} has frames of windows that are closed already; {} such frames so far in all"
                            + " lectures",
                    lecture.id(),
                    (long) late.count());
        }
    }

    private void restore(long now) {
        lectures.clear();
        try (var all = states().all()) {
            all.forEachRemaining(entry -> lectures.put(
                    entry.key, new LectureClock(entry.key, entry.value.getBegunAt(), entry.value.getClosedUntil())));
        }
        try (var all = sources().all()) {
            all.forEachRemaining(entry -> {
                String[] names = entry.key.split("/");
                known(names[0]).restore(names[1], entry.value.getLatest(), entry.value.getExpected(), now);
            });
        }
        try (var all = tallies().all()) {
            all.forEachRemaining(entry -> {
                String[] names = entry.key.split("/");
                known(names[0]).restore(Long.parseLong(names[1]), names[2], WindowTally.of(entry.value));
            });
        }
    }

    private LectureClock known(String id) {
        return Objects.requireNonNull(lectures.get(id), () -> "The store " + LECTURES + " has no lecture " + id);
    }

    private void put(LectureClock lecture) {
        states().put(lecture.id(), new LectureState(lecture.begunAt(), lecture.closedUntil()));
    }

    private void put(LectureClock lecture, String sourceId, Source source) {
        sources().put(Keys.source(lecture.id(), sourceId), new SourceState(source.latest(), source.expected()));
    }

    /** Deletes a lecture that has no open windows. */
    private void delete(LectureClock lecture) {
        lecture.sources().keySet().forEach(source -> sources().delete(Keys.source(lecture.id(), source)));
        states().delete(lecture.id());
    }

    private static String tallyKey(LectureClock lecture, long start, String sourceId) {
        return lecture.id() + "/" + start + "/" + sourceId;
    }

    private KeyValueStore<String, LectureState> states() {
        return context().getStateStore(LECTURES);
    }

    private KeyValueStore<String, SourceState> sources() {
        return context().getStateStore(SOURCES);
    }

    private KeyValueStore<String, TallyState> tallies() {
        return context().getStateStore(TALLIES);
    }
}
