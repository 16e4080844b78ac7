package io.moodstream.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.LectureMood;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoodLineTest {
    @Test
    void tellsHowManyOfThoseSeenWereReadable() {
        assertThat(MoodLine.of(mood(0)))
                .endsWith("  Most visible expressions look happy (72 %), some neutral (18 %)."
                        + " 23 of 25 participants could be read.");
    }

    @Test
    void aWindowThatIsToldAgainIsCalledCorrected() {
        assertThat(MoodLine.of(mood(1))).contains("  Corrected: Most visible expressions look happy");
    }

    private static LectureMood mood(int revision) {
        return LectureMood.newBuilder()
                .setLectureId("algebra")
                .setWindowStart(Instant.parse("2026-03-02T08:00:00Z"))
                .setWindowEnd(Instant.parse("2026-03-02T08:00:10Z"))
                .setParticipants(25)
                .setReadableFaces(22.8)
                .setCoverage(0.912)
                .setCounting(Counting.ALL)
                .setFrames(50)
                .setMeanProbabilities(Collections.nCopies(7, 1 / 7.0))
                .setShares(Map.of("happy", 0.72, "neutral", 0.18, "sad", 0.05))
                .setDominant(Emotion.happy)
                .setPositivity(0.7)
                .setNegativity(0.1)
                .setIsFinal(true)
                .setRevision(revision)
                .build();
    }
}
