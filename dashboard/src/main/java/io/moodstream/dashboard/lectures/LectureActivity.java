package io.moodstream.dashboard.lectures;

import io.moodstream.schemas.FaceEmotions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The sources of a lecture in the last minute. Times are UTC milliseconds. */
final class LectureActivity {
    private final Map<String, SourceActivity> bySource = new HashMap<>();
    private final LastMinute frames = new LastMinute();
    private final RecentLatencies latencies = new RecentLatencies();
    private final long since;

    LectureActivity(long now) {
        this.since = now;
    }

    void answered(FaceEmotions frame, Optional<Long> publishedAt, long now) {
        camera(frame.getSourceId()).answered(frame, now);
        frames.add(now / 1000, 1);
        publishedAt.ifPresent(at -> latencies.add(now / 1000, now - at));
    }

    void deadLetter(String source, long now) {
        camera(source).deadLetter(now);
    }

    /** Lets go of those that are silent; says whether none is left. */
    boolean forget(long now) {
        bySource.values().removeIf(camera -> camera.isForgotten(now));
        return bySource.isEmpty();
    }

    int active(long now) {
        return sum(camera -> camera.isActive(now) ? 1 : 0);
    }

    int faces(long now) {
        return sum(camera -> camera.isAnswered(now) ? camera.faces() : 0);
    }

    int readable(long now) {
        return sum(camera -> camera.isAnswered(now) ? camera.readable() : 0);
    }

    HealthJson health(long now) {
        double seconds = Math.max(1, Math.min(LastMinute.SECONDS, (now - since) / 1000.0));
        return new HealthJson(
                Instant.ofEpochMilli(now),
                Math.round(10 * frames.sum(now / 1000) / seconds) / 10.0,
                latencies.sum(now / 1000),
                sum(camera -> camera.dropped(now)),
                sum(camera -> camera.deadLettered(now)),
                LastMinute.SECONDS);
    }

    private int sum(ToIntFunction<SourceActivity> figure) {
        return bySource.values().stream().mapToInt(figure).sum();
    }

    private SourceActivity camera(String source) {
        return bySource.computeIfAbsent(source, name -> new SourceActivity());
    }
}
