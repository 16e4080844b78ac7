package io.moodstream.dashboard.lectures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MoodSentenceTest {
    @Test
    void aMajorityIsNamedBeforeTheOthers() {
        assertThat(sentence(Map.of("happy", 0.77, "neutral", 0.15, "sad", 0.08)))
                .isEqualTo("Most visible expressions look happy (77 %), some neutral (15 %). "
                        + "24 of 25 participants could be read.");
    }

    @Test
    void withoutAMajorityTheLargestAreNamed() {
        assertThat(sentence(Map.of("surprise", 0.4, "fear", 0.3, "disgust", 0.2, "sad", 0.1)))
                .startsWith("Visible expressions differ: surprised (40 %), fearful (30 %), disgusted (20 %).");
    }

    @Test
    void allAlikeNeedsNoNumbers() {
        assertThat(sentence(Map.of("neutral", 1.0))).startsWith("All visible expressions look neutral.");
    }

    private static String sentence(Map<String, Double> shares) {
        return MoodSentence.of(MoodJson.of(Samples.mood("l", 0, shares, true)));
    }
}
