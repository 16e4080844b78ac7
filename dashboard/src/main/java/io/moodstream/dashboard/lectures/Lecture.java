package io.moodstream.dashboard.lectures;

import io.moodstream.schemas.FaceEmotions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of one lecture. A lecture is running while its last frame or dead letter is at most {@value
 * #SILENCE_MILLIS} ms old, and it has ended when it has a report; frames after a report make the report obsolete. A
 * lecture that is neither running nor ended is silent. Instants are event time, longs are wall-clock time.
 */
public final class Lecture {
    /** Longer than a hiccup, and shorter than the recommender waits before it writes a report. */
    private static final long SILENCE_MILLIS = 20_000;

    /** Slightly more than a day of windows of ten seconds. */
    private static final int MOST_WINDOWS = 10_000;

    private static final int MOST_EPISODES = 10_000;

    private final String id;
    private final NavigableMap<Instant, Revised<MoodJson>> windows = new TreeMap<>();
    private final NavigableMap<EpisodeJson, Revised<EpisodeJson>> episodes = new TreeMap<>(EpisodeJson.ORDER);
    private @Nullable ReportJson report;
    private @Nullable LectureActivity activity;
    private Instant firstAt = Instant.MAX;
    private Instant lastAt = Instant.MIN;
    private boolean heard;
    private long heardAt;
    private long revision;

    Lecture(String id) {
        this.id = id;
    }

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

    synchronized void put(ReportJson ended) {
        report = ended;
        heard = false;
        seen(ended.startedAt(), ended.endedAt());
    }

    synchronized void result(FaceEmotions frame, Optional<Long> publishedAt, long now) {
        activity = activity == null ? new LectureActivity(now) : activity;
        activity.result(frame, publishedAt, now);
        report = null;
        heard(now);
        seen(frame.getCapturedAt(), frame.getCapturedAt());
    }

    synchronized void deadLetter(String source, long now) {
        activity = activity == null ? new LectureActivity(now) : activity;
        activity.deadLetter(source, now);
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

    /** Returns the changes after a revision, in the order of their revisions. */
    public synchronized List<Revised<? extends LiveJson>> changesSince(long since) {
        List<Revised<? extends LiveJson>> changes = new ArrayList<>();
        Stream.concat(windows.values().stream(), episodes.values().stream())
                .filter(change -> change.revision() > since)
                .sorted(Comparator.comparing(Revised::revision))
                .forEach(changes::add);
        return changes;
    }

    /** Returns the health of a lecture that is running or silent; none if it has ended or never had a frame. */
    synchronized Optional<HealthJson> health(long now) {
        if (heardAt == 0 || report(now) != null) {
            return Optional.empty();
        }
        return Optional.of((activity == null ? new LectureActivity(heardAt) : activity).health(now));
    }

    synchronized SummaryJson summary(long now, boolean upToDate) {
        ReportJson ended = report(now);
        MoodJson mood =
                windows.isEmpty() ? null : windows.lastEntry().getValue().json();
        return new SummaryJson(
                id,
                upToDate,
                isRunning(now),
                ended == null ? firstAt : ended.startedAt(),
                lastAt,
                heardAt == 0 ? null : Instant.ofEpochMilli(heardAt),
                activity == null ? 0 : activity.active(now),
                activity == null ? 0 : activity.faces(now),
                activity == null ? 0 : activity.readable(now),
                mood != null ? (Integer) mood.participants() : ended != null ? (Integer) ended.participants() : null,
                mood != null ? (Double) mood.coverage() : null,
                mood,
                ended == null ? windows.size() : Math.max(windows.size(), ended.windows()),
                ended == null ? null : (Integer) ended.withheldWindows(),
                ended,
                null);
    }

    /** Returns the report; none while the lecture is running, for example because dead letters arrive. */
    private @Nullable ReportJson report(long now) {
        return isRunning(now) ? null : report;
    }

    private boolean isRunning(long now) {
        return heard && now - heardAt <= SILENCE_MILLIS;
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
