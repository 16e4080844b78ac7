package io.moodstream.recommender.clock;

import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.SourceSignal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lecture hears in tests: records without faces. */
final class Heard {
    /** The run of the probes. */
    static final String STAGE = "the-stage";

    private Heard() {}

    static FaceEmotions record(
            String lecture, String source, long sequence, Instant at, String run, @Nullable SourceSignal signal) {
        return new FaceEmotions(
                lecture, source, null, sequence, at, "m", List.of(), "d", run, signal, Counting.ALL, null, null, false);
    }

    static FaceEmotions probe(String lecture, String source, long number) {
        return record(lecture, source, number, Instant.EPOCH, STAGE, SourceSignal.PROBE);
    }
}
