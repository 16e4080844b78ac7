package io.moodstream.dashboard.frames;

import io.moodstream.kit.topics.SourceRuns;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sources of lectures whose frames come through this server. One that has ended is forgotten after a minute. */
public final class Sources {
    private record Name(String lecture, String source) {}

    private final SourceRuns runs;
    private final InstantSource clock;
    private final Map<Name, Source> sources = new ConcurrentHashMap<>();

    /**
     * Starts without sources.
     *
     * @param runs writes their signals and their status
     * @param clock the capture time of their frames, because browsers' clocks cannot be trusted
     */
    public Sources(SourceRuns runs, InstantSource clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Returns a source, the same object for the same names until it is forgotten.
     *
     * @param user the user the source belongs to, if any
     */
    public Source of(String lecture, String source, @Nullable String user) {
        return sources.compute(new Name(lecture, source), (name, known) -> {
            Source found = known == null ? Source.ofLecture(lecture, source, user, runs, clock) : known;
            found.keep();
            return found;
        });
    }

    /** Pauses and ends the sources that send nothing; called about once a second. */
    public void tick() {
        for (Name name : sources.keySet()) {
            sources.computeIfPresent(name, (same, source) -> source.tick() ? null : source);
        }
    }

    /** Ends all sources, because this server stops. */
    public void close() {
        sources.values().forEach(Source::end);
    }
}
