package io.moodstream.recommender;

import io.moodstream.kit.UsesKafka;
import io.moodstream.recommender.clock.LectureSources;
import io.moodstream.recommender.clock.LectureStep;
import io.moodstream.recommender.clock.LectureStep.Deleted;
import io.moodstream.recommender.clock.LectureStep.Forgotten;
import io.moodstream.recommender.clock.LectureStep.SourceErased;
import io.moodstream.recommender.clock.Patience;
import io.moodstream.recommender.clock.ProbeRounds;
import io.moodstream.recommender.clock.Probes;
import io.moodstream.recommender.clock.SourceMemory;
import io.moodstream.recommender.clock.Windows;
import io.moodstream.recommender.state.FollowedLecture;
import io.moodstream.recommender.state.FollowedSource;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
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
import org.jspecify.annotations.Nullable;

/**
 * Follows the sources of each lecture and forwards what happens in it, step by step, until the lecture is forgotten or
 * an event deletes it. It is the only processor of lectures that looks at the wall clock.
 *
 * <p>Every change is written to the stores at once; the lectures in memory are a copy. When each source was heard last,
 * and which probes are on their way, is only in memory and begins anew with the task.
 */
@UsesKafka
final class FollowSourcesProcessor extends ContextualProcessor<String, Object, String, LectureStep> {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final String LECTURES = "followed-lectures";
    private static final String SOURCES = "followed-sources";

    private final Windows windows;
    private final Patience patience;
    private final long resume;
    private final Probes probes;
    private final Map<String, LectureSources> lectures = new HashMap<>();
    private ProbeRounds rounds;

    FollowSourcesProcessor(RecommenderConfig config, Probes probes) {
        this.windows = config.windows();
        this.patience = new Patience(
                config.silence().toMillis(),
                config.lectureEnd().toMillis(),
                config.correction().toMillis());
        this.resume = config.resume().toMillis();
        this.probes = probes;
        this.rounds = new ProbeRounds(probes, 0);
    }

    /** Returns the processor's stores. */
    static Set<StoreBuilder<?>> stores() {
        return Set.of(
                AvroStores.store(LECTURES, FollowedLecture.class), AvroStores.store(SOURCES, FollowedSource.class));
    }

    @Override
    public void init(ProcessorContext<String, LectureStep> context) {
        super.init(context);
        rounds = new ProbeRounds(probes, context.currentSystemTimeMs());
        restore(context.currentSystemTimeMs());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, Object> record) {
        if (record.headers().lastHeader(Topics.ERASED) != null && record.value() instanceof FaceEmotions source) {
            erase(source.getLectureId(), source.getSourceId(), record.headers());
        } else if (record.value() instanceof FaceEmotions emotions) {
            hear(emotions, record.headers());
        } else if (record.value() instanceof LectureEvent deletion) {
            forget(deletion.getLectureId(), lectures.remove(deletion.getLectureId()));
            forward(List.of(new Deleted(deletion.getLectureId())), record.headers());
        }
    }

    private void erase(String lectureId, String sourceId, Headers headers) {
        sources().delete(Keys.source(lectureId, sourceId));
        LectureSources lecture = lectures.get(lectureId);
        if (lecture != null) {
            lecture.erase(sourceId);
            forward(List.of(new SourceErased(lectureId, sourceId)), headers);
        }
    }

    private void hear(FaceEmotions value, Headers headers) {
        if (value.getSignal() == SourceSignal.PROBE) {
            probeReturned(value);
            return;
        }
        long now = context().currentSystemTimeMs();
        LectureSources lecture = lectures.get(value.getLectureId());
        if (lecture == null) {
            lecture = new LectureSources(value.getLectureId(), windows, patience, 0, false, now);
            lectures.put(value.getLectureId(), lecture);
            put(value.getLectureId(), lecture);
        }
        List<LectureStep> steps = lecture.hasEnded() ? resume(value, lecture, now) : lecture.hear(value, now);
        put(value.getLectureId(), value.getSourceId(), lecture);
        forward(steps, headers);
        rounds.ask(lecture, false, now);
        rounds.send(now);
    }

    /** Takes the first record of a lecture that had ended: the lecture continues, or begins anew with other sources. */
    private List<LectureStep> resume(FaceEmotions record, LectureSources lecture, long now) {
        Set<String> before = Set.copyOf(lecture.sourceIds());
        List<LectureStep> steps = lecture.hear(record, now);
        before.stream()
                .filter(source -> !lecture.sourceIds().contains(source))
                .forEach(source -> sources().delete(Keys.source(record.getLectureId(), source)));
        put(record.getLectureId(), lecture);
        return steps;
    }

    private void probeReturned(FaceEmotions probe) {
        if (probe.getRun().equals(probes.run())) {
            rounds.back(probe).stream()
                    .filter(lecture -> lectures.get(lecture.id()) == lecture) // neither forgotten nor deleted since
                    .forEach(lecture -> conclude(lecture, probe.getSequence()));
            rounds.send(context().currentSystemTimeMs());
        }
    }

    private void conclude(LectureSources lecture, long number) {
        List<LectureStep> steps = lecture.answered(number);
        if (!steps.isEmpty()) {
            put(lecture.id(), lecture);
            lecture.sourceIds().forEach(source -> put(lecture.id(), source, lecture));
            forward(steps, new RecordHeaders());
            rounds.ask(lecture, false, context().currentSystemTimeMs());
        }
    }

    private void tick(long now) {
        for (Iterator<Map.Entry<String, LectureSources>> all =
                        lectures.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<String, LectureSources> entry = all.next();
            LectureSources lecture = entry.getValue();
            rounds.ask(lecture, true, now);
            if (lecture.hasEnded() && now - lecture.heardAt() >= resume) {
                forward(List.of(new Forgotten(entry.getKey())), new RecordHeaders());
                forget(entry.getKey(), lecture);
                all.remove();
            }
        }
        rounds.send(now);
    }

    private void forget(String lectureId, @Nullable LectureSources lecture) {
        if (lecture != null) {
            lecture.sourceIds().forEach(source -> sources().delete(Keys.source(lectureId, source)));
            states().delete(lectureId);
        }
    }

    private void forward(List<LectureStep> steps, Headers headers) {
        long now = context().currentSystemTimeMs();
        steps.forEach(step -> context().forward(new Record<>(step.lectureId(), step, now, headers)));
    }

    private void restore(long now) {
        lectures.clear();
        try (var all = states().all()) {
            all.forEachRemaining(entry -> lectures.put(
                    entry.key,
                    new LectureSources(
                            entry.key, windows, patience, entry.value.getClosedUntil(), entry.value.getEnded(), now)));
        }
        try (var all = sources().all()) {
            all.forEachRemaining(entry -> {
                String[] names = entry.key.split("/");
                FollowedSource stored = entry.value;
                Objects.requireNonNull(lectures.get(names[0]), () -> "The store " + LECTURES + " lacks " + names[0])
                        .restore(names[1], new SourceMemory(stored.getState(), stored.getLatest(), stored.getRun()));
            });
        }
    }

    private void put(String lectureId, LectureSources lecture) {
        states().put(lectureId, new FollowedLecture(lecture.closedUntil(), lecture.hasEnded()));
    }

    private void put(String lectureId, String sourceId, LectureSources lecture) {
        SourceMemory memory = lecture.memory(sourceId);
        sources()
                .put(
                        Keys.source(lectureId, sourceId),
                        new FollowedSource(memory.state(), memory.latest(), memory.run()));
    }

    private KeyValueStore<String, FollowedLecture> states() {
        return context().getStateStore(LECTURES);
    }

    private KeyValueStore<String, FollowedSource> sources() {
        return context().getStateStore(SOURCES);
    }
}
