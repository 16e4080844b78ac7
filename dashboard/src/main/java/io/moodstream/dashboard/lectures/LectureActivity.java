package io.moodstream.dashboard.lectures;

import io.moodstream.schemas.FaceEmotions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** The activity of a lecture's sources in the last minute. Times are UTC milliseconds. */
final class LectureActivity {
    private final Map<String, SourceActivity> bySource = new HashMap<>();
    private final LastMinute frames = new LastMinute();
    private final RecentLatencies latencies = new RecentLatencies();
    private final long since;

    LectureActivity(long now) {
        this.since = now;
    }

    void result(FaceEmotions frame, Optional<Long> publishedAt, long now) {
        source(frame.getSourceId()).result(frame, now);
        frames.add(now / 1000, 1);
        publishedAt.ifPresent(at -> latencies.add(now / 1000, now - at));
    }

    void deadLetter(String name, long now) {
        source(name).deadLetter(now);
    }

    /** Removes silent sources and returns whether none is left. */
    boolean forget(long now) {
        bySource.values().removeIf(source -> source.isForgotten(now));
        return bySource.isEmpty();
    }

    /** Returns the names of the sources that were active a moment ago. */
    List<String> active(long now) {
        return bySource.entrySet().stream()
                .filter(entry -> entry.getValue().isActive(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the sources with a result in the last minute, by their names. */
    List<SourceJson> sources(long now) {
        return new TreeMap<>(bySource)
                .values().stream().flatMap(source -> source.json(now).stream()).toList();
    }

    int faces(long now) {
        return sum(source -> source.hasResult(now) ? source.faces() : 0);
    }

    int readable(long now) {
        return sum(source -> source.hasResult(now) ? source.readable() : 0);
    }

    HealthJson health(long now, List<StageJson> stages) {
        double seconds = Math.max(1, Math.min(LastMinute.SECONDS, (now - since) / 1000.0));
        return new HealthJson(
                Instant.ofEpochMilli(now),
                Math.round(10 * frames.sum(now / 1000) / seconds) / 10.0,
                latencies.sum(now / 1000),
                sum(source -> source.dropped(now)),
                sum(source -> source.deadLettered(now)),
                LastMinute.SECONDS,
                stages);
    }

    private int sum(ToIntFunction<SourceActivity> figure) {
        return bySource.values().stream().mapToInt(figure).sum();
    }

    private SourceActivity source(String name) {
        return bySource.computeIfAbsent(name, key -> new SourceActivity());
    }
}
