package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.Medium;
import io.moodstream.schemas.Recommendation;
import io.moodstream.schemas.RecommendedItem;
import io.moodstream.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecommendationsTest {
    private final Bench bench = new Bench(Map.of());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theFirstRecommendationComesWhenAnExpressionHasLedForTheDwell() {
        show(Emotion.happy, 0, 2_800);
        assertThat(bench.recommendations()).isEmpty();

        show(Emotion.happy, 3_000, 3_000);

        var records = bench.read(Topics.RECOMMENDATIONS);
        assertThat(records).hasSize(1);
        assertThat(records.get(0).key()).isEqualTo("ada");
        Recommendation recommendation = records.get(0).value();
        assertThat(recommendation.getEmotion()).isEqualTo(Emotion.happy);
        assertThat(recommendation.getLectureId()).isEqualTo("maths");
        assertThat(recommendation.getAt()).isEqualTo(Instant.ofEpochMilli(Sample.START + 3_000));
        assertThat(records.get(0).getRecordTime()).isEqualTo(recommendation.getAt());
        assertThat(recommendation.getWhy())
                .startsWith("Your visible expression looked mostly happy")
                .endsWith(".");
    }

    @Test
    void anUnchangedExpressionIsNotRecommendedForAgain() {
        show(Emotion.happy, 0, 120_000);

        assertThat(bench.recommendations()).hasSize(1);
    }

    @Test
    void aRealChangeIsRecommendedForOnce() {
        show(Emotion.happy, 0, 20_000);
        show(Emotion.sad, 20_200, 60_000);

        assertThat(bench.recommendations())
                .extracting(Recommendation::getEmotion)
                .containsExactly(Emotion.happy, Emotion.sad);
    }

    @Test
    void aPassingExpressionIsNotRecommendedFor() {
        show(Emotion.happy, 0, 20_000);
        show(Emotion.sad, 20_200, 22_000);
        show(Emotion.happy, 22_200, 40_000);

        assertThat(bench.recommendations()).hasSize(1);
    }

    @Test
    void flickeringBetweenTwoExpressionsGivesNoFlood() {
        for (int at = 0; at < 120_000; at += 200) {
            bench.send(Sample.webcam("ada", at, at % 400 == 0 ? Emotion.happy : Emotion.sad));
        }

        assertThat(bench.recommendations()).hasSize(1);
    }

    @Test
    void framesFromBeforeTheLastAreSkippedAndCounted() {
        show(Emotion.happy, 0, 10_000);
        show(Emotion.sad, 0, 9_800);

        assertThat(bench.recommendations()).hasSize(1);
        assertThat(bench.count("frames.skipped", "user-out-of-order")).isEqualTo(50);
    }

    @Test
    void framesWithoutAReadableFaceCountForNothing() {
        show(Emotion.happy, 0, 20_000);
        for (long at = 20_200; at <= 60_000; at += 200) {
            bench.send(Sample.frame("maths", "ada", "ada", at, Sample.unreadable(Sample.face(1, Emotion.sad, 0.9))));
        }
        show(Emotion.happy, 60_200, 80_000);

        assertThat(bench.recommendations())
                .extracting(Recommendation::getEmotion)
                .containsExactly(Emotion.happy);
    }

    @Test
    void sourcesWithoutAUserGetNoRecommendation() {
        for (int at = 0; at < 10_000; at += 200) {
            bench.send(Sample.frame("front", at, Sample.faces(10, Emotion.happy)));
        }

        assertThat(bench.recommendations()).isEmpty();
    }

    @Test
    void theTitlesAreAsManyAsAskedForAndTurnWithTheUser() {
        for (int at = 0; at <= 3_000; at += 200) {
            bench.send(Sample.webcam("ada", at, Emotion.fear), Sample.webcam("alan", at, Emotion.fear));
        }

        List<Recommendation> recommendations = bench.recommendations();
        assertThat(recommendations).hasSize(2);
        for (Medium medium : Medium.values()) {
            assertThat(titles(recommendations.get(0), medium)).hasSize(5).doesNotHaveDuplicates();
        }
        assertThat(titles(recommendations.get(0), Medium.song))
                .isNotEqualTo(titles(recommendations.get(1), Medium.song));
        assertThat(recommendations.get(0).getGenres()).hasSizeGreaterThanOrEqualTo(5);
    }

    private void show(Emotion emotion, long from, long until) {
        for (long at = from; at <= until; at += 200) {
            bench.send(Sample.webcam("ada", at, emotion));
        }
    }

    private static List<String> titles(Recommendation recommendation, Medium medium) {
        return recommendation.getItems().stream()
                .filter(item -> item.getMedium() == medium)
                .map(RecommendedItem::getTitle)
                .toList();
    }
}
