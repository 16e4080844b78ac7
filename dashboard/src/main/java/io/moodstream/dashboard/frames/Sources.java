package io.moodstream.dashboard.frames;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;

/** The sources of lectures that this server has heard of; one that has been silent for half a day counts from 0 again. */
public final class Sources {
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(12);
    private static final long MOST = 100_000;

    private record Name(String lecture, String source) {}

    private final LoadingCache<Name, Source> sources = Caffeine.newBuilder()
            .expireAfterAccess(FORGOTTEN_AFTER)
            .maximumSize(MOST)
            .build(name -> new Source(name.lecture(), name.source()));

    /** That one, always the same. */
    public Source of(String lecture, String source) {
        return sources.get(new Name(lecture, source));
    }
}
