package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.progress.FrameCounts;
import io.moodstream.dashboard.progress.LectureFrames;
import io.moodstream.dashboard.progress.LectureProgress;
import io.moodstream.dashboard.progress.LectureState;
import io.moodstream.dashboard.progress.PipelineWatch;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.reports.statistics.Band;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.SourceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one lecture. What it is doing is decided by {@link LectureProgress}; it has ended when it
 * has a report, and pictures after a report make the report obsolete. Instants are event time, longs are wall-clock
 * time.
 */
public final class Lecture {
    /** Dead letters that come after a report hide it for so long. */
    private static final long HIDES_REPORT_MILLIS = 20_000;

    /** What a publisher tells comes so much later than its last picture. */
    private static final long SETTLES_MILLIS = 2_000;

    /** Slightly more than a day of windows of ten seconds. */
    private static final int MOST_WINDOWS = 10_000;

    private static final int MOST_EPISODES = 10_000;

    private final String id;
    private final LectureProgress progress = new LectureProgress();
    private final LectureFrames frames;
    private final LectureNotes notes;
    private final NavigableMap<Instant, Revised<MoodJson>> windows = new TreeMap<>();
    private final NavigableMap<EpisodeJson, Revised<EpisodeJson>> episodes = new TreeMap<>(EpisodeJson.ORDER);
    private @Nullable ReportJson report;
    private @Nullable LectureActivity activity;
    private Instant firstAt = Instant.MAX;
    private Instant lastAt = Instant.MIN;
    private boolean heard;
    private long heardAt;
    private long revision;

    /** The revision of the last change that removed episodes; 0 if there was none. */
    private long removedAt;

    /**
     * @param frames what is known of its frames already
     * @param notes what teachers have told about it already
     */
    Lecture(String id, LectureFrames frames, LectureNotes notes) {
        this.id = id;
        this.frames = frames;
        this.notes = notes;
    }

    /** Takes a mood; the last one of a window is valid. */
    synchronized Revised<MoodJson> put(MoodJson mood, long newRevision) {
        Revised<MoodJson> change = changed(newRevision, mood);
        windows.put(mood.from(), change);
        if (windows.size() > MOST_WINDOWS) {
            windows.pollFirstEntry();
        }
        seen(mood.from(), mood.from());
        return change;
    }

    synchronized Revised<EpisodeJson> put(EpisodeJson episode, long newRevision) {
        Revised<EpisodeJson> change = changed(newRevision, episode);
        episodes.put(episode, change);
        if (episodes.size() > MOST_EPISODES) {
            episodes.values().stream()
                    .min(Comparator.comparing(Revised::revision))
                    .ifPresent(oldest -> episodes.remove(oldest.json()));
        }
        seen(episode.since(), episode.at());
        return change;
    }

    /**
     * Forgets some episodes; empty if it has none of them. What is known of the whole class stays: it is about no single
     * one.
     */
    synchronized Optional<Revised<?>> forget(Predicate<EpisodeJson> which, long newRevision) {
        if (!episodes.values().removeIf(change -> which.test(change.json()))) {
            return Optional.empty();
        }
        revision = newRevision;
        removedAt = newRevision;
        return Optional.of(leftEpisodes());
    }

    /** Returns the episodes that were left at the last removal. */
    private Revised<EpisodeJson.Left> leftEpisodes() {
        Collection<Revised<EpisodeJson>> left = episodes.values().stream()
                .filter(change -> change.revision() <= removedAt)
                .toList();
        return new Revised<>(removedAt, new EpisodeJson.Left(json(left)));
    }

    /** Takes a note on one of its moments; empty if it is known already. */
    synchronized Optional<Revised<?>> put(NoteJson note, long newRevision) {
        Optional<Revised<NoteJson>> change = notes.add(note, newRevision);
        change.ifPresent(made -> revision = newRevision);
        return change.map(made -> made);
    }

    synchronized void title(LectureEvent event) {
        notes.title(event);
    }

    synchronized void title(LectureReport titled) {
        notes.title(titled);
    }

    synchronized String title() {
        return notes.title();
    }

    synchronized List<NoteJson> notes() {
        return List.copyOf(notes.notes().keySet());
    }

    synchronized void put(ReportJson ended) {
        report = ended;
        heard = false;
        seen(ended.startedAt(), ended.endedAt());
    }

    /** Takes the estimated shares of the report that ends at an instant, unless another one has come. */
    synchronized void shares(Instant endedAt, Map<Emotion, Band> shares) {
        if (report != null && report.endedAt().equals(endedAt)) {
            report = report.withShares(shares);
        }
    }

    synchronized void result(FaceEmotions frame, Optional<Long> publishedAt, long now) {
        activity = activity == null ? new LectureActivity(now) : activity;
        activity.result(frame, publishedAt, now);
        progress.answered(FrameKey.of(frame), publishedAt, now);
        frames.result(FrameKey.of(frame));
        report = null;
        heard(now);
        seen(frame.getCapturedAt(), frame.getCapturedAt());
    }

    /**
     * Takes what a publisher tells about a run of one of its sources.
     *
     * @param writtenAt when it was written; earlier than now for what is read when the dashboard starts
     */
    synchronized void source(SourceStatus status, long writtenAt, long now) {
        boolean more = progress.published(status, writtenAt, now);
        frames.published(status, writtenAt, now);
        if (more && report != null && isAfter(status, report)) {
            report = null;
        }
        seen(status.getStartedAt(), status.getCapturedAt());
    }

    /** Whether pictures were published after a report; what a publisher tells of its end may come after it, too. */
    private static boolean isAfter(SourceStatus status, ReportJson report) {
        return status.getCapturedAt().isAfter(report.endedAt().plusMillis(SETTLES_MILLIS));
    }

    /**
     * Takes a dead letter.
     *
     * @param frame the frame; none if it cannot be told
     * @param refused whether the publisher has sent it, and not a stage
     */
    synchronized void deadLetter(String source, Optional<FrameKey> frame, boolean refused, long now) {
        activity = activity == null ? new LectureActivity(now) : activity;
        activity.deadLetter(source, now);
        frame.ifPresentOrElse(
                key -> progress.answered(key, Optional.empty(), now),
                () -> progress.deadLetter(Keys.source(id, source), now));
        frame.ifPresentOrElse(
                key -> frames.deadLetter(key, refused), () -> frames.deadLetter(Keys.source(id, source), refused));
        heard(now);
        if (firstAt.isAfter(lastAt)) {
            seen(Instant.ofEpochMilli(now), Instant.ofEpochMilli(now)); // the only time that is known
        }
    }

    private void heard(long now) {
        heard = true;
        heardAt = now;
    }

    /** Discards frames that are older than a minute. */
    synchronized void forget(long now) {
        progress.forget(now);
        if (activity != null && activity.forget(now)) {
            activity = null;
        }
    }

    synchronized Instant lastAt() {
        return lastAt;
    }

    /** Returns the revision of the last change; 0 if there was none. */
    public synchronized long revision() {
        return revision;
    }

    synchronized List<MoodJson> moods(Instant from, Instant to) {
        return json(windows.subMap(from, to).values());
    }

    synchronized List<EpisodeJson> attention() {
        return json(episodes.values());
    }

    /**
     * Returns the changes after a revision, in the order of their revisions. Whoever begins, or has missed a removal, gets
     * the episodes that were left then, and those after it.
     */
    public synchronized List<Revised<? extends LiveJson>> changesSince(long since) {
        List<Revised<? extends LiveJson>> changes = new ArrayList<>();
        if (since == 0 || since < removedAt) {
            changes.add(leftEpisodes());
        }
        episodes.values().stream()
                .filter(change -> change.revision() > Math.max(since, removedAt))
                .forEach(changes::add);
        Stream.of(windows.values(), notes.notes().values())
                .flatMap(Collection::stream)
                .filter(change -> change.revision() > since)
                .forEach(changes::add);
        changes.sort(Comparator.comparing(Revised::revision));
        return changes;
    }

    /**
     * Returns what the lecture is doing.
     *
     * @param watch what is known of the pipeline
     */
    public synchronized LectureState state(PipelineWatch watch) {
        LectureState state = stateIfReachable(watch);
        return watch.isReading() ? state : state.unreachable(watch.knownAt());
    }

    private LectureState stateIfReachable(PipelineWatch watch) {
        long now = watch.knownAt();
        return report(now) == null ? progress.state(now, watch.readingSince(), watch.stages()) : LectureState.ENDED;
    }

    /** Returns the sources with a result in the last minute; none of a lecture that has ended. */
    synchronized List<SourceJson> currentSources(long now) {
        return activity == null || report(now) != null ? List.of() : activity.sources(now);
    }

    /** Returns the health of a lecture that has had frames since the dashboard's start and has not ended. */
    synchronized Optional<HealthJson> health(PipelineWatch watch) {
        long now = watch.now();
        if (progress.pictureAt() == 0 || report(now) != null) {
            return Optional.empty();
        }
        LectureActivity heardOf =
                activity == null ? new LectureActivity(Math.max(heardAt, progress.pictureAt())) : activity;
        return Optional.of(heardOf.health(now, StageJson.all(watch, state(watch))));
    }

    /** Returns what became of its frames since its start. */
    FrameCounts frames(PipelineWatch watch) {
        return frames.counts(watch.now());
    }

    /** Returns what is known of its frames, for when it is known again after it was evicted. */
    LectureFrames frames() {
        return frames;
    }

    synchronized SummaryJson summary(PipelineWatch watch) {
        long now = watch.now();
        ReportJson ended = report(now);
        MoodJson mood =
                windows.isEmpty() ? null : windows.lastEntry().getValue().json();
        long pictureAt = progress.pictureAt();
        return new SummaryJson(
                id,
                notes.title(),
                watch.isReading(),
                stateIfReachable(watch).isRunning(),
                StateJson.of(state(watch), lastAt),
                ended == null ? firstAt : ended.startedAt(),
                ended == null ? lastAt : ended.endedAt(),
                pictureAt == 0 ? null : Instant.ofEpochMilli(pictureAt),
                sources(now),
                activity == null ? 0 : activity.faces(now),
                activity == null ? 0 : activity.readable(now),
                ended != null ? (Integer) ended.participants() : mood != null ? (Integer) mood.participants() : null,
                ended != null ? meanCoverage(ended) : mood != null ? (Double) mood.coverage() : null,
                mood,
                ended == null ? windows.size() : ended.windows(),
                ended == null ? null : (Integer) ended.withheldWindows(),
                ended,
                frames(watch),
                null);
    }

    private static @Nullable Double meanCoverage(ReportJson ended) {
        return ended.windows() == 0 ? null : (Double) ended.coverage();
    }

    /** Counts the sources that send: their publishers say so, or results of theirs come. */
    private int sources(long now) {
        Set<String> sources = new HashSet<>(progress.sourcesOn(now));
        if (activity != null) {
            activity.active(now).forEach(name -> sources.add(Keys.source(id, name)));
        }
        return sources.size();
    }

    /** Returns the report; none while frames or their dead letters come after it. */
    private @Nullable ReportJson report(long now) {
        return heard && now - heardAt <= HIDES_REPORT_MILLIS ? null : report;
    }

    private <T extends LiveJson> Revised<T> changed(long newRevision, T json) {
        revision = newRevision;
        return new Revised<>(newRevision, json);
    }

    private void seen(Instant from, Instant to) {
        firstAt = from.isBefore(firstAt) ? from : firstAt;
        lastAt = to.isAfter(lastAt) ? to : lastAt;
    }

    private static <T extends LiveJson> List<T> json(Collection<Revised<T>> changes) {
        return changes.stream().map(Revised::json).toList();
    }
}
