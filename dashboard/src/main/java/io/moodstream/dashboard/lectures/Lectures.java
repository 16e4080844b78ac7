package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.progress.FrameCounts;
import io.moodstream.dashboard.progress.LectureFrames;
import io.moodstream.dashboard.progress.LectureState;
import io.moodstream.dashboard.progress.PipelineWatch;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.kit.topics.StageProgress.Position;
import io.moodstream.reports.statistics.Band;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The state of all lectures, built from the topics. Keeps a limited number of lectures; the ones that have been silent
 * longest are evicted. Single pictures are not a lecture.
 */
public final class Lectures implements TopicListener {
    private static final long FORGET_EVERY_MILLIS = 10_000;
    private static final long PAST_MILLIS = 60_000;
    private static final Set<String> KEYED_BY_SOURCE = Set.of(Topics.FRAMES.name(), Topics.FACES.name());

    private final Map<String, Lecture> byId = new ConcurrentHashMap<>();

    /** The frames of lectures that are not known: told when the dashboard started, or of evicted lectures. */
    private final Map<String, LectureFrames> unknown = new LinkedHashMap<>();

    /** What teachers have told about lectures, also before they begin. */
    private final Map<String, LectureNotes> notes = new ConcurrentHashMap<>();

    private final int most;
    private final PipelineWatch watch;
    private volatile BiConsumer<String, Revised<?>> listener = (lecture, change) -> {};

    /** Of the last change; each is made under this object's lock, because episodes are forgotten on another thread. */
    private long revision;

    private long forgotAt;

    /** @param most maximum lectures that are kept */
    public Lectures(int most, Clock clock) {
        this.most = most;
        this.watch = new PipelineWatch(clock);
    }

    /** Sets the listener that is called after each change, one after the other. */
    public void onChange(BiConsumer<String, Revised<?>> newListener) {
        listener = newListener;
    }

    @Override
    public synchronized void mood(LectureMood mood) {
        update(mood.getLectureId(), lecture -> Optional.of(lecture.put(MoodJson.of(mood), ++revision)));
    }

    @Override
    public synchronized void attention(Attention attention, Instant writtenAt) {
        EpisodeJson episode = EpisodeJson.of(attention, writtenAt);
        update(attention.getLectureId(), lecture -> Optional.of(lecture.put(episode, ++revision)));
    }

    @Override
    public void report(LectureReport report) {
        update(report.getLectureId(), lecture -> {
            lecture.put(ReportJson.of(report));
            lecture.title(report);
            return Optional.empty();
        });
        report.getMarkers().forEach(marker -> note(report.getLectureId(), marker.getAt(), marker.getText()));
    }

    @Override
    public void event(LectureEvent event) {
        String id = event.getLectureId();
        if (event.getKind() == LectureEventKind.MARK) {
            note(id, event.getAt(), event.getText());
        } else if (event.getKind() == LectureEventKind.TITLE && isLecture(id)) {
            get(id).ifPresentOrElse(
                            lecture -> lecture.title(event), () -> notesOf(id).title(event));
        }
    }

    private synchronized void note(String id, Instant at, String text) {
        NoteJson note = new NoteJson(at, text);
        if (byId.containsKey(id)) {
            update(id, lecture -> lecture.put(note, ++revision));
        } else if (isLecture(id)) {
            notesOf(id).add(note, ++revision);
        }
    }

    private LectureNotes notesOf(String id) {
        return notes.computeIfAbsent(id, unknownYet -> new LectureNotes());
    }

    @Override
    public void deleted(String id) {
        byId.remove(id);
        notes.remove(id);
        unknown.remove(id);
    }

    @Override
    public void erased(String user) {
        forget(episode -> user.equals(episode.user()));
    }

    /** Forgets the episodes of attention that were written before an instant. */
    public void forgetAttention(Instant before) {
        forget(episode -> episode.writtenAt().isBefore(before));
    }

    private synchronized void forget(Predicate<EpisodeJson> which) {
        byId.forEach(
                (id, lecture) -> lecture.forget(which, ++revision).ifPresent(change -> listener.accept(id, change)));
    }

    /** Returns the title of a lecture; empty if it has none. */
    String title(String id) {
        return get(id).map(Lecture::title).orElse("");
    }

    /** Takes the estimated shares of the report that ends at an instant. */
    void shares(String id, Instant endedAt, Map<Emotion, Band> shares) {
        get(id).ifPresent(lecture -> lecture.shares(endedAt, shares));
    }

    @Override
    public void emotions(FaceEmotions frame, Optional<Long> publishedAt) {
        long now = watch.now();
        update(frame.getLectureId(), lecture -> {
            lecture.result(frame, publishedAt, now);
            return Optional.empty();
        });
        forgetSome(now);
    }

    @Override
    public void source(SourceStatus status, Instant writtenAt) {
        long now = watch.now();
        long at = Math.min(now, writtenAt.toEpochMilli());
        if (now - at > PAST_MILLIS && !byId.containsKey(status.getLectureId())) {
            told(status, at, now); // a lecture is known by its results, moods or report then
            return;
        }
        update(status.getLectureId(), lecture -> {
            lecture.source(status, at, now);
            return Optional.empty();
        });
        forgetSome(now);
    }

    private void told(SourceStatus status, long at, long now) {
        LectureFrames frames = framesOf(status.getLectureId());
        frames.published(status, at, now);
        keep(status.getLectureId(), frames);
    }

    private void keep(String id, LectureFrames frames) {
        unknown.put(id, frames);
        if (unknown.size() > most) {
            unknown.remove(unknown.keySet().iterator().next());
        }
    }

    @Override
    public void deadLetter(DeadLetter letter, Optional<FrameKey> frame) {
        String[] names = letter.key().split("/", -1);
        if (names.length == 2 && KEYED_BY_SOURCE.contains(letter.topic())) {
            long now = watch.now();
            update(names[0], lecture -> {
                lecture.deadLetter(names[1], frame, letter.offset() < 0, now);
                return Optional.empty();
            });
            forgetSome(now);
        }
    }

    private void forgetSome(long now) {
        if (now - forgotAt > FORGET_EVERY_MILLIS) {
            forgotAt = now;
            byId.values().forEach(lecture -> lecture.forget(now));
        }
    }

    @Override
    public void reading(boolean healthy) {
        watch.reading(healthy);
    }

    /** Returns all lectures, running ones first, then the newest. */
    List<SummaryJson> summaries() {
        return byId.values().stream()
                .map(lecture -> lecture.summary(watch))
                .sorted(Comparator.comparing(SummaryJson::running)
                        .thenComparing(SummaryJson::startedAt)
                        .reversed()
                        .thenComparing(SummaryJson::id))
                .toList();
    }

    /** Returns the summary of a lecture, if it is known. */
    public Optional<SummaryJson> summary(String id) {
        return get(id).map(lecture -> lecture.summary(watch));
    }

    /** Returns the health of a lecture that is running or silent. */
    public Optional<HealthJson> health(String id) {
        return get(id).flatMap(lecture -> lecture.health(watch));
    }

    /** Returns the sources of a lecture with a result in the last minute, by their names. */
    public List<SourceJson> sources(String id) {
        return get(id).map(lecture -> lecture.currentSources(watch.now())).orElse(List.of());
    }

    /** Returns a lecture by its id; empty while no record of it has been read. */
    public Optional<Lecture> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Takes how far the stages are, from time to time. */
    public void stages(Map<PipelineStage, Position> positions) {
        watch.stages(positions);
        byId.values().forEach(lecture -> lecture.forget(watch.now()));
    }

    /** Returns what is known of the pipeline. */
    public PipelineWatch watch() {
        return watch;
    }

    /** Returns what each lecture is doing, by its id; lectures that have ended or are silent are left out. */
    public SortedMap<String, LectureState> states() {
        SortedMap<String, LectureState> states = new TreeMap<>();
        byId.forEach((id, lecture) -> {
            LectureState state = lecture.state(watch);
            if (state.isRunning() || state.kind() == LectureState.Kind.UNREACHABLE) {
                states.put(id, state);
            }
        });
        return states;
    }

    /** Returns what became of the frames of a lecture, if it is known. */
    Optional<FrameCounts> frames(String id) {
        return get(id).map(lecture -> lecture.frames(watch));
    }

    /** Updates a lecture, except single pictures and lectures with invalid names. */
    private void update(String id, Function<Lecture, Optional<Revised<?>>> update) {
        if (!isLecture(id)) {
            return;
        }
        Lecture known = byId.get(id);
        Lecture lecture = known == null ? new Lecture(id, framesOf(id), notesOf(id)) : known;
        Optional<Revised<?>> change = update.apply(lecture);
        if (known == null) {
            add(id, lecture);
        }
        change.ifPresent(made -> listener.accept(id, made));
    }

    private static boolean isLecture(String id) {
        return !id.equals(Keys.PHOTOS) && Keys.isName(id);
    }

    private LectureFrames framesOf(String id) {
        LectureFrames frames = unknown.remove(id);
        return frames == null ? new LectureFrames() : frames;
    }

    private void add(String id, Lecture lecture) {
        byId.put(id, lecture);
        if (byId.size() > most) {
            byId.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().lastAt()))
                    .ifPresent(oldest -> {
                        byId.remove(oldest.getKey());
                        keep(oldest.getKey(), oldest.getValue().frames());
                    });
        }
    }
}
