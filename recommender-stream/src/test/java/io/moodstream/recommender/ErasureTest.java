package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErasureTest {
    private static final List<String> USERS = List.of("anna", "berta", "carla", "dora", "emil", "fritz");

    private final Bench bench = new Bench(Map.of());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void noStoreHoldsAnythingOfAUserWhoIsErasedAndTheLectureGoesOn() {
        show(0, 24_000, USERS);
        assertThat(bench.storesWith("anna"))
                .containsExactlyInAnyOrder(
                        "followed-sources",
                        "window-tallies",
                        "people",
                        "source-tracks",
                        "reported-sources",
                        "user-expressions");
        bench.attention();

        bench.send(end("anna", 24_000), Topics.ERASED, new byte[0]);

        assertThat(bench.storesWith("anna")).isEmpty();
        assertThat(bench.storesWith("berta")).contains("window-tallies", "user-expressions");
        assertThat(bench.attention()).as("nothing more about the user").isEmpty();
        bench.finals();
        show(24_200, 60_000, USERS.subList(1, 6));
        bench.pass(Duration.ofSeconds(60));
        List<LectureMood> after = bench.finals();
        assertThat(after.get(after.size() - 1).getParticipants()).isEqualTo(5);
        assertThat(bench.storesWith("anna")).isEmpty();
    }

    @Test
    void aWindowWhoseOnlyUserIsErasedIsForgottenAndTheNextOnesClose() {
        show(0, 4_000, List.of("anna"));
        bench.send(end("anna", 4_200), Topics.ERASED, new byte[0]);
        show(12_000, 24_000, USERS.subList(1, 6));
        bench.pass(Duration.ofSeconds(60));

        assertThat(bench.read(Topics.DEAD_LETTERS)).isEmpty();
        assertThat(bench.finals())
                .extracting(LectureMood::getWindowStart)
                .containsExactly(Instant.parse("2026-03-02T08:00:10Z"), Instant.parse("2026-03-02T08:00:20Z"));
    }

    @Test
    void anEndThatErasesNobodyKeepsWhatTheUserNeedsToComeBack() {
        show(0, 4_000, USERS);

        bench.send(end("anna", 4_200));

        assertThat(bench.storesWith("anna")).contains("user-expressions", "window-tallies");
    }

    @Test
    void anErasureOfAnUnknownLectureBeginsNone() {
        bench.send(end("anna", 0), Topics.ERASED, new byte[0]);

        assertThat(bench.storesWith("maths")).isEmpty();
    }

    private static FaceEmotions end(String user, long at) {
        return FaceEmotions.newBuilder(Sample.signal(user, at, SourceSignal.END))
                .setUserId(user)
                .build();
    }

    private void show(long from, long to, List<String> users) {
        for (long at = from; at <= to; at += 200) {
            for (String user : users) {
                bench.send(Sample.webcam(user, at, Emotion.sad));
            }
        }
    }
}
