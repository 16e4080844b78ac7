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
 * What is known of one lecture. It runs while frames are heard, or their dead letters, at most {@value #SILENCE_MILLIS}
 * ms ago, until a report says that it has ended; a report that frames follow is out of date. One that does not run and
 * has no report is only silent. Instants are event time, longs are this machine's.
 */
public final class Lecture {
    /** More than a hiccup, less than the recommender waits before it reports. */
    private static final long SILENCE_MILLIS = 20_000;

    /** A day of windows of ten seconds, and somewhat more. */
    private static final int MOST_WINDOWS = 10_000;

    private static final int MOST_EPISODES = 10_000;

    private final String id;
    private final NavigableMap<Instant, Revised<MoodJson>> windows = new TreeMap<>();
    private final NavigableMap<EpisodeJson, Revised<EpisodeJson>> episodes = new TreeMap<>(EpisodeJson.ORDER);
    private @Nullable ReportJson report;
    private @Nullable LectureActivity cameras;
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

    synchronized void answered(FaceEmotions frame, Optional<Long> publishedAt, long now) {
        cameras = cameras == null ? new LectureActivity(now) : cameras;
        cameras.answered(frame, publishedAt, now);
        report = null;
        heard(now);
        seen(frame.getCapturedAt(), frame.getCapturedAt());
    }

    synchronized void deadLetter(String source, long now) {
        cameras = cameras == null ? new LectureActivity(now) : cameras;
        cameras.deadLetter(source, now);
        heard(now);
        if (firstAt.isAfter(lastAt)) {
            seen(Instant.ofEpochMilli(now), Instant.ofEpochMilli(now)); // all that is known of it
        }
    }

    private void heard(long now) {
        heard = true;
        heardAt = now;
    }

    /** Lets go of frames that are older than a minute. */
    synchronized void forget(long now) {
        if (cameras != null && cameras.forget(now)) {
            cameras = null;
        }
    }

    synchronized Instant lastAt() {
        return lastAt;
    }

    /** Returns the number of the latest change. */
    public synchronized long revision() {
        return revision;
    }

    synchronized List<MoodJson> moods(Instant from, Instant to) {
        return json(windows.subMap(from, to).values());
    }

    synchronized List<EpisodeJson> attention() {
        return json(episodes.values());
    }

    /** What has changed after a revision, in that order. */
    public synchronized List<Revised<? extends LiveJson>> changesSince(long since) {
        List<Revised<? extends LiveJson>> changes = new ArrayList<>();
        Stream.concat(windows.values().stream(), episodes.values().stream())
                .filter(change -> change.revision() > since)
                .sorted(Comparator.comparing(Revised::revision))
                .forEach(changes::add);
        return changes;
    }

    /** Of a lecture that runs or has fallen silent; none once it has ended, or if no frame was ever heard. */
    synchronized Optional<HealthJson> health(long now) {
        if (heardAt == 0 || report(now) != null) {
            return Optional.empty();
        }
        return Optional.of((cameras == null ? new LectureActivity(heardAt) : cameras).health(now));
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
                cameras == null ? 0 : cameras.active(now),
                cameras == null ? 0 : cameras.faces(now),
                cameras == null ? 0 : cameras.readable(now),
                mood != null ? (Integer) mood.participants() : ended != null ? (Integer) ended.participants() : null,
                mood != null ? (Double) mood.coverage() : null,
                mood,
                ended == null ? windows.size() : Math.max(windows.size(), ended.windows()),
                ended == null ? null : (Integer) ended.withheldWindows(),
                ended,
                null);
    }

    /** None while dead letters come, which make no new one. */
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
