package io.moodstream.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.reports.words.Language;
import io.moodstream.reports.words.Messages;
import io.moodstream.schemas.Emotion;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class MoodTextTest {
    @Test
    void aMajorityIsNamedBeforeTheOthers() {
        var shares = shares(Map.of(Emotion.happy, 0.77, Emotion.neutral, 0.15, Emotion.sad, 0.08));

        assertThat(MoodText.sentence(shares, 24, 25))
                .isEqualTo("Most visible expressions look happy (77 %), some neutral (15 %). "
                        + "24 of 25 participants could be read.");
        assertThat(MoodText.past(Messages.in(Language.ENGLISH), shares))
                .isEqualTo("most visible expressions looked happy (77 %), some neutral (15 %)");
    }

    @Test
    void withoutAMajorityTheLargestAreNamed() {
        var shares = shares(Map.of(Emotion.surprise, 0.4, Emotion.fear, 0.3, Emotion.disgust, 0.2, Emotion.sad, 0.1));

        assertThat(MoodText.sentence(shares, 24, 25))
                .startsWith("Visible expressions differ: surprised (40 %), fearful (30 %), disgusted (20 %).");
        assertThat(MoodText.past(Messages.in(Language.ENGLISH), shares))
                .isEqualTo("visible expressions differed: surprised (40 %), fearful (30 %), disgusted (20 %)");
    }

    @Test
    void allAlikeNeedsNoNumbers() {
        var shares = shares(Map.of(Emotion.neutral, 1.0));

        assertThat(MoodText.sentence(shares, 24, 25)).startsWith("All visible expressions look neutral.");
        assertThat(MoodText.past(Messages.in(Language.ENGLISH), shares))
                .isEqualTo("all visible expressions looked neutral");
    }

    @Test
    void asManyWereSeenAsCouldBeRead() {
        assertThat(MoodText.sentence(shares(Map.of()), 1.4, 0))
                .isEqualTo("No visible expression stands out. 1 of 1 participant could be read.");
    }

    private static ToDoubleFunction<Emotion> shares(Map<Emotion, Double> shares) {
        return emotion -> shares.getOrDefault(emotion, 0.0);
    }
}
