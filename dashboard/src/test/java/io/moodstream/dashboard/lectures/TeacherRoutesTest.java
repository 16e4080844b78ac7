package io.moodstream.dashboard.lectures;

import static io.moodstream.dashboard.lectures.Samples.mood;
import static io.moodstream.dashboard.lectures.Samples.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TeacherRoutesTest {
    private Served served;

    @BeforeEach
    void start() {
        served = Served.guarded();
        served.hear(topics -> {
            topics.mood(mood("a", 0, 0.4, true));
            topics.mood(mood("done", 0, 0.4, true));
            topics.report(report("done", 1));
        });
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void aTeacherEndsALecture() throws Exception {
        assertThat(send("POST", "/api/lectures/a/end", "").statusCode()).isEqualTo(202);
        assertThat(served.marks()).singleElement().satisfies(end -> {
            assertThat(end.getKind()).isEqualTo(LectureEventKind.END);
            assertThat(end.getLectureId()).isEqualTo("a");
        });
        assertThat(send("POST", "/api/lectures/done/end", ""))
                .returns(409, HttpResponse::statusCode)
                .extracting(HttpResponse::body)
                .asString()
                .contains("\"type\":\"urn:moodstream:problem:lecture-ended\"");
        assertThat(send("POST", "/api/lectures/nobody/end", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aLectureIsCalledAsTheTeacherSaysAlsoBeforeItBegins() throws Exception {
        assertThat(send("PUT", "/api/lectures/a/title", "{\"title\":\" \u0917\u0923\u093f\u0924 \"}")
                        .statusCode())
                .isEqualTo(200);
        send("PUT", "/api/lectures/b/title", "{\"title\":\"Tomorrow\"}");
        served.hear(topics -> topics.mood(mood("b", 0, 0.4, true)));

        assertThat(json("/api/lectures/a").get("title").asText()).isEqualTo("\u0917\u0923\u093f\u0924");
        assertThat(json("/api/lectures/b").get("title").asText()).isEqualTo("Tomorrow");
        send("PUT", "/api/lectures/a/title", "{\"title\":\"\"}");
        assertThat(json("/api/lectures/a").get("title").asText()).isEmpty();
        HttpResponse<String> wrong = send("PUT", "/api/lectures/a/title", "{\"title\":\"two\\nlines\"}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("\"field\":\"title\"", "at most 200 characters in one line");
    }

    @Test
    void aRenewedCodeEndsTheOldOneAndWhoHasJoinedStays() throws Exception {
        String[] student = served.student("a");
        String old = json("/api/lectures/a/join-code").get("joinCode").asText();

        String renewed = new ObjectMapper()
                .readTree(send("POST", "/api/lectures/a/join-code", "").body())
                .get("joinCode")
                .asText();

        assertThat(renewed).isNotEqualTo(old);
        assertThat(join(old)).isEqualTo(403);
        assertThat(join(renewed)).isEqualTo(200);
        assertThat(served.get("/api/lectures/a", student).statusCode()).isEqualTo(200);
        assertThat(json("/api/lectures/a").get("joinCode").asText()).isEqualTo(renewed);
    }

    @Test
    void aDeletedLectureIsGoneFromListAndReport() throws Exception {
        served.hear(topics -> topics.event(
                new LectureEvent("done", Instant.parse("2026-02-03T09:05:00Z"), LectureEventKind.MARK, "slide 1")));

        HttpResponse<String> begun = send("DELETE", "/api/lectures/done", "");

        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(new ObjectMapper().readTree(begun.body()).get("left").asInt())
                .isPositive();
        assertThat(json("/api/lectures").get("lectures").findValuesAsText("id")).containsExactly("a");
        for (String path : new String[] {"", "/moods", "/report.html", "/report.json", "/marks"}) {
            assertThat(served.get("/api/lectures/done" + path, Served.TEACHER).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        served.hear(topics -> topics.mood(mood("done", 5, 0.4, true)));
        assertThat(json("/api/lectures/done/marks").get("marks"))
                .as("of one that begins anew")
                .isEmpty();
    }

    @Test
    void aDeletionGoesOnBesideTheRequestAndSaysHowFarItIs() throws Exception {
        send("DELETE", "/api/lectures/done", "");
        await().untilAsserted(() -> assertThat(
                        json("/api/lectures/done/deletion").get("left").asInt())
                .isEqualTo(5));
        served.letDeletionEnd(false);
        await().until(() -> json("/api/lectures/done/deletion").get("left").asInt() == 0);
        assertThat(json("/api/lectures/done/deletion").at("/deleted/moods").asInt())
                .isEqualTo(2);
        assertThat(served.get("/api/lectures/a/deletion", Served.TEACHER).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aDeletionThatWasGivenUpCanBeTakenUpAgain() throws Exception {
        send("DELETE", "/api/lectures/done", "");
        served.letDeletionEnd(true);
        await().until(() -> json("/api/lectures/done/deletion").get("failed").asBoolean());

        assertThat(send("DELETE", "/api/lectures/done", "").statusCode()).isEqualTo(202);
        served.letDeletionEnd(false);
        await().until(() -> json("/api/lectures/done/deletion").get("left").asInt() == 0);
    }

    @Test
    void aSecondDeleteIsAnsweredWithTheDeletionThatRuns() throws Exception {
        send("DELETE", "/api/lectures/done", "");
        await().until(() -> json("/api/lectures/done/deletion").get("left").asInt() == 5);

        HttpResponse<String> second = send("DELETE", "/api/lectures/done", "");

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(new ObjectMapper().readTree(second.body()).get("left").asInt())
                .isEqualTo(5);
        served.letDeletionEnd(false); // one is enough: no other has been queued
        await().until(() -> json("/api/lectures/done/deletion").get("left").asInt() == 0);
    }

    @Test
    void twoDeletesAtTheSameMomentAreOneDeletion() throws Exception {
        served.letHidingWait();
        CompletableFuture<HttpResponse<String>> one = served.begin("DELETE", "/api/lectures/done", Served.TEACHER);
        CompletableFuture<HttpResponse<String>> other = served.begin("DELETE", "/api/lectures/done", Served.TEACHER);
        await().during(Duration.ofMillis(300)).until(() -> served.hidings() == 1);
        served.letHidingEnd();

        assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        assertThat(other.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        served.letDeletionEnd(false); // one is enough: no other has been queued
        await().until(() -> json("/api/lectures/done/deletion").get("left").asInt() == 0);
        assertThat(served.hidings()).isEqualTo(1);
    }

    @Test
    void studentsMayDoNothingOfThis() throws Exception {
        String[] student = served.student("a");
        assertThat(served.send("POST", "/api/lectures/a/end", "", student).statusCode())
                .isEqualTo(403);
        assertThat(served.send("PUT", "/api/lectures/a/title", "{\"title\":\"x\"}", student)
                        .statusCode())
                .isEqualTo(403);
        assertThat(served.send("POST", "/api/lectures/a/join-code", "", student).statusCode())
                .isEqualTo(403);
        assertThat(served.get("/api/lectures/a/join-code", student).statusCode())
                .isEqualTo(403);
        assertThat(served.send("DELETE", "/api/lectures/a", "", student).statusCode())
                .isEqualTo(403);
        assertThat(served.get("/api/lectures/a/marks", student).statusCode()).isEqualTo(403);
        assertThat(served.marks()).isEmpty();
    }

    @Test
    void studentsSeeMoodsInWholePerCents() throws Exception {
        served.hear(topics -> topics.mood(mood("a", 1, 0.4567, true)));
        String[] student = served.student("a");

        JsonNode exact = json("/api/lectures/a/moods").at("/moods/1");
        JsonNode rounded = new ObjectMapper()
                .readTree(served.get("/api/lectures/a/moods", student).body())
                .at("/moods/1");

        assertThat(exact.at("/shares/happy").asDouble()).isEqualTo(0.4567);
        assertThat(rounded.at("/shares/happy").asDouble()).isEqualTo(0.46);
        assertThat(rounded.at("/shares/neutral").asDouble()).isEqualTo(0.54);
        assertThat(rounded.get("positivity").asDouble()).isEqualTo(0.46);
        assertThat(rounded.get("coverage").asDouble()).isEqualTo(0.97);
        assertThat(rounded.get("readable").asDouble()).isEqualTo(24);
        assertThat(new ObjectMapper()
                        .readTree(served.get("/api/lectures/a", student).body())
                        .get("mood"))
                .isEqualTo(rounded);
    }

    private int join(String code) throws Exception {
        return served.send("POST", "/api/join", "{\"lecture\":\"a\",\"code\":\"" + code + "\"}", "Accept", "*/*")
                .statusCode();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return served.send(method, path, body, Served.TEACHER);
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(served.get(path, Served.TEACHER).body());
    }
}
