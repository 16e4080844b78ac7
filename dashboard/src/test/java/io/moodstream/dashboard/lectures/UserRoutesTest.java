package io.moodstream.dashboard.lectures;

import static io.moodstream.dashboard.lectures.Samples.START;
import static io.moodstream.dashboard.lectures.Samples.attention;
import static io.moodstream.dashboard.lectures.Samples.recommendation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.schemas.Attention;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserRoutesTest {
    private Served served;

    @BeforeEach
    void start() {
        served = Served.guarded();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void aStudentErasesWhatIsTheirsAndNothingShowsItAnyMore() throws Exception {
        String[] student = served.student("algebra");
        String user = json(served.get("/api/me", student)).at("/seats/0/user").asText();
        served.hear(topics -> {
            topics.recommendation(recommendation("algebra", user, "so"), START);
            topics.attention(
                    Attention.newBuilder(attention("algebra", "calm-otter-1", 1, 0, false))
                            .setUserId(user)
                            .build(),
                    START);
            topics.attention(attention("algebra", "hall", 2, 0, false), START);
        });
        assertThat(served.get("/api/lectures/algebra/attention", Served.TEACHER).body())
                .contains("calm-otter-1")
                .doesNotContain(user);

        HttpResponse<String> begun = served.send("DELETE", "/api/users/" + user, "", student);

        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(json(begun).get("user").asText()).isEqualTo(user);
        assertThat(json(begun).get("left").asInt()).isPositive();
        assertThat(served.get("/api/users/" + user + "/recommendations", student)
                        .statusCode())
                .isEqualTo(404);
        assertThat(served.get("/api/lectures/algebra/attention", Served.TEACHER).body())
                .contains("hall")
                .doesNotContain("calm-otter-1");
        served.letDeletionEnd(false);
        String deletion = "/api/users/" + user + "/deletion";
        await().until(() -> json(served.get(deletion, student)).get("left").asInt() == 0);
        assertThat(json(served.get(deletion, Served.TEACHER)).get("failed").asBoolean())
                .isFalse();
    }

    @Test
    void nobodyErasesSomebodyElse() throws Exception {
        String[] student = served.student("algebra");
        assertThat(served.send("DELETE", "/api/users/u-other", "", student).statusCode())
                .isEqualTo(403);
        assertThat(served.get("/api/users/u-other/deletion", student).statusCode())
                .isEqualTo(403);
        assertThat(served.send("DELETE", "/api/users/u-other", "", "Accept", "application/json")
                        .statusCode())
                .isEqualTo(401);
        assertThat(served.get("/api/users/u-other/deletion", Served.TEACHER).statusCode())
                .isEqualTo(404);
        assertThat(served.send("DELETE", "/api/users/two%20words", "", Served.TEACHER)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aStudentMayNotHaveAllTopicsReadAgainAndAgain() throws Exception {
        String[] student = served.student("algebra");
        String path = "/api/users/"
                + json(served.get("/api/me", student)).at("/seats/0/user").asText();
        HttpResponse<String> answer = served.send("DELETE", path, "", student);
        for (int more = 0; more < 10 && answer.statusCode() == 202; more++) {
            answer = served.send("DELETE", path, "", student);
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(served.send("DELETE", path, "", Served.TEACHER).statusCode()).isEqualTo(202);
        served.letDeletionEnd(false);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
