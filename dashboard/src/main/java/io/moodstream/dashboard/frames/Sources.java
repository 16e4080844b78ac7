package io.moodstream.dashboard.frames;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;

/** The sources whose frames come through this server. A source that is silent for twelve hours restarts at number 0. */
public final class Sources {
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(12);
    private static final long MOST = 100_000;

    private record Name(String lecture, String source) {}

    private final LoadingCache<Name, Source> sources = Caffeine.newBuilder()
            .expireAfterAccess(FORGOTTEN_AFTER)
            .maximumSize(MOST)
            .build(name -> new Source(name.lecture(), name.source()));

    /** Returns a source, always the same object for the same names. */
    public Source of(String lecture, String source) {
        return sources.get(new Name(lecture, source));
    }
}
