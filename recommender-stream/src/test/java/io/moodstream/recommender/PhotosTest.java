package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Recommendation;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests single pictures, which belong to no lecture. */
class PhotosTest {
    private static final List<String> STORES =
            List.of("followed-lectures", "followed-sources", "windows", "source-tracks", "reports", "user-expressions");

    private final Bench bench = new Bench(Map.of("RECOMMENDER_MINIMUM_GROUP", "1"));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aPhotoGetsItsRecommendationAtOnceFromItselfAlone() {
        bench.sendPhoto(photo("photo-1", 0, Sample.face(1, Emotion.happy, 0.9)));

        var records = bench.read(Topics.RECOMMENDATIONS);
        assertThat(records).hasSize(1);
        Recommendation recommendation = records.get(0).value();
        assertThat(records.get(0).key()).isEqualTo("photo-1");
        assertThat(recommendation.getLectureId()).isEqualTo("photos");
        assertThat(recommendation.getAt()).isEqualTo(Instant.ofEpochMilli(Sample.START));
        assertThat(recommendation.getEmotion()).isEqualTo(Emotion.happy);
        assertThat(recommendation.getProbabilities().get(Emotion.happy.ordinal()))
                .isEqualTo(0.9f);
        assertThat(recommendation.getItems()).isNotEmpty();
        assertThat(recommendation.getWhy()).startsWith("The visible expression in your picture looks mostly happy; ");
    }

    @Test
    void severalFacesGetTheMajoritysRecommendation() {
        bench.send(photo(
                "photo-1",
                0,
                Sample.face(1, Emotion.sad, 0.9),
                Sample.face(2, Emotion.happy, 0.5),
                Sample.face(3, Emotion.happy, 0.5)));

        assertThat(bench.recommendations())
                .extracting(Recommendation::getEmotion)
                .containsExactly(Emotion.happy);
    }

    /** From a publisher that does not know the topics of single pictures. */
    @Test
    void aPhotoAmongTheFramesOfLecturesGetsItsRecommendationToo() {
        bench.send(photo("photo-1", 0, Sample.face(1, Emotion.happy, 0.9)));

        assertThat(bench.recommendations())
                .extracting(Recommendation::getUserId)
                .containsExactly("photo-1");
    }

    @Test
    void aPhotoWithoutAReadableFaceGetsNone() {
        bench.sendPhoto(photo("photo-1", 0));
        bench.sendPhoto(photo("photo-2", 0, Sample.unreadable(Sample.face(1, Emotion.happy, 0.9))));

        assertThat(bench.recommendations()).isEmpty();
    }

    @Test
    void aPhotoHasNoMoodNoAttentionAndNoReportAndIsNotStored() {
        for (int i = 0; i < 600; i++) {
            bench.send(photo("photo-" + i, 100L * i, Sample.faces(10, Emotion.sad)));
        }
        int stored = STORES.stream().mapToInt(bench::size).sum();
        bench.pass(Duration.ofMinutes(5));

        assertThat(stored).isZero();
        assertThat(bench.recommendations()).hasSize(600);
        assertThat(bench.moods()).isEmpty();
        assertThat(bench.attention()).isEmpty();
        assertThat(bench.reports()).isEmpty();
    }

    @Test
    void photosDoNotChangeAUsersState() {
        for (long at = 0; at <= 20_000; at += 200) {
            bench.send(Sample.webcam("ada", at, Emotion.happy));
        }
        bench.send(photo("ada", 10_000, Sample.face(1, Emotion.sad, 0.9)));
        bench.send(Sample.webcam("ada", 20_200, Emotion.happy));

        assertThat(bench.recommendations())
                .extracting(Recommendation::getEmotion)
                .containsExactly(Emotion.happy, Emotion.sad);
        assertThat(bench.count("frames.skipped", "user-out-of-order")).isZero();
    }

    private static FaceEmotions photo(String user, long at, FaceEmotion... faces) {
        return Sample.frame(Keys.PHOTOS, user, user, at, faces);
    }
}
