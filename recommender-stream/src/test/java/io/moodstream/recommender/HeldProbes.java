package io.moodstream.recommender;

import io.moodstream.recommender.clock.Probes;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.SourceSignal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** Keeps probes, as they come out of the pipeline, until a test takes them. */
final class HeldProbes implements Probes {
    private static final Set<String> SOURCES = Set.of("probe-0", "probe-1", "probe-5");

    private final Queue<FaceEmotions> held = new ArrayDeque<>();

    @Override
    public String run() {
        return "the-stage";
    }

    @Override
    public Set<String> send(String lectureId, long number) {
        SOURCES.forEach(source -> held.add(new FaceEmotions(
                lectureId,
                source,
                null,
                number,
                Instant.EPOCH,
                "",
                List.of(),
                "test",
                run(),
                SourceSignal.PROBE,
                Counting.ALL,
                null,
                null,
                false)));
        return SOURCES;
    }

    Queue<FaceEmotions> held() {
        return held;
    }
}
