package io.moodstream.dashboard.lectures;

import static io.moodstream.dashboard.lectures.Samples.START;
import static io.moodstream.dashboard.lectures.Samples.attention;
import static io.moodstream.dashboard.lectures.Samples.mood;
import static io.moodstream.dashboard.lectures.Samples.recommendation;
import static io.moodstream.dashboard.lectures.Samples.report;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LectureRoutesTest {
    private static Served served;
    private static String[] student;

    @BeforeAll
    static void start() throws Exception {
        served = Served.guarded();
        student = served.student("a");
        served.hear(topics -> {
            topics.mood(mood("a", 0, 0.4, true));
            topics.mood(mood("a", 1, 0.6, true));
            topics.mood(mood("b", 0, 0.5, false));
            topics.report(report("a", 2));
            topics.attention(attention("a", "cam", 1, 0, false), START);
            topics.recommendation(recommendation("a", "u-1", "so"), START);
        });
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void theTeacherSeesAllLecturesAndTheirCodes() throws Exception {
        JsonNode lectures = json("/api/lectures", Served.TEACHER).get("lectures");

        assertThat(lectures.findValuesAsText("id")).containsExactlyInAnyOrder("a", "b");
        assertThat(lectures.findValuesAsText("joinCode")).hasSize(2);
        assertThat(json("/api/lectures/a", Served.TEACHER)
                        .get("frames")
                        .get("published")
                        .asLong())
                .isNotNegative();
        assertThat(json("/api/lectures/a", Served.TEACHER).get("report").get("endedAt"))
                .hasToString("\"2026-02-03T09:10:03Z\"");
    }

    @Test
    void aStudentSeesTheirOwnLectureWithoutTheCode() throws Exception {
        JsonNode lectures = json("/api/lectures", student).get("lectures");

        assertThat(lectures.findValuesAsText("id")).containsExactly("a");
        assertThat(lectures.findValue("joinCode")).isNull();
        assertThat(json("/api/lectures/a", student).has("joinCode")).isFalse();
        assertThat(json("/api/lectures/a", student).has("frames")).isFalse();
        assertThat(status("/api/lectures/b", student)).isEqualTo(403);
        assertThat(status("/api/lectures/b/moods", student)).isEqualTo(403);
    }

    @Test
    void aReportTellsOnlyTheTeacherHowManyEpisodesThereWere() throws Exception {
        JsonNode teachers = json("/api/lectures/a", Served.TEACHER).get("report");
        assertThat(teachers.get("negativeEpisodes").asInt()).isEqualTo(1);
        assertThat(teachers.get("absentEpisodes").asInt()).isEqualTo(2);

        for (String path : List.of("/api/lectures", "/api/lectures/a")) {
            JsonNode report = json(path, student).findValue("report");
            assertThat(report.get("frames").asInt()).isEqualTo(3000);
            assertThat(report.has("negativeEpisodes")).as(path).isFalse();
            assertThat(report.has("absentEpisodes")).as(path).isFalse();
        }
    }

    @Test
    void theWholeReportIsAPageAndAPdfForTheTeacherOnly() throws Exception {
        var page = served.get("/api/lectures/a/report.html", Served.TEACHER);
        var pdf = served.get("/api/lectures/a/report.pdf", Served.TEACHER);

        assertThat(page.body()).startsWith("<!DOCTYPE html>").contains("Lecture report");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy -> assertThat(policy).startsWith("default-src 'none'; style-src 'unsafe-inline'"));
        assertThat(pdf.body()).startsWith("%PDF");
        assertThat(pdf.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(status("/api/lectures/a/report.html", student)).isEqualTo(403);
        assertThat(status("/api/lectures/a/report.pdf", student)).isEqualTo(403);
        assertThat(status("/api/lectures/b/report.html", Served.TEACHER)).isEqualTo(404);
    }

    @Test
    void onlyTheTeacherReadsAttention() throws Exception {
        JsonNode episode = json("/api/lectures/a/attention", Served.TEACHER)
                .get("attention")
                .get(0);

        assertThat(episode.get("text").asText()).isEqualTo("a visibly negative expression for a while");
        assertThat(episode.toString()).doesNotContain("u-secret");
        assertThat(status("/api/lectures/a/attention", student)).isEqualTo(403);
    }

    @Test
    void onlyTheUserAndTheTeacherReadRecommendations() throws Exception {
        assertThat(json("/api/users/u-1/recommendations", Served.TEACHER)
                        .get("why")
                        .asText())
                .isEqualTo("so");
        assertThat(status("/api/users/u-1/recommendations", student)).isEqualTo(403);
        assertThat(status("/api/users/u-2/recommendations", Served.TEACHER)).isEqualTo(404);
        String own = json("/api/me", student).get("seats").get(0).get("user").asText();
        assertThat(status("/api/users/" + own + "/recommendations", student)).isEqualTo(404);
    }

    @Test
    void visitorsSeeNothing() throws Exception {
        for (String path : List.of(
                "/api/lectures",
                "/api/lectures/a",
                "/api/lectures/a/moods",
                "/api/lectures/a/attention",
                "/api/lectures/a/live",
                "/api/users/u-1/recommendations")) {
            assertThat(status(path)).as(path).isEqualTo(401);
        }
    }

    @Test
    void moodsAreThoseWhoseWindowsBeginInTime() throws Exception {
        assertThat(froms("")).containsExactly("2026-02-03T09:00:00Z", "2026-02-03T09:00:10Z");
        assertThat(froms("?from=2026-02-03T09:00:10Z")).containsExactly("2026-02-03T09:00:10Z");
        assertThat(froms("?to=2026-02-03T09:00:10Z")).containsExactly("2026-02-03T09:00:00Z");
    }

    @Test
    void timesThatAreNoneAreRefused() throws Exception {
        var answer = served.get("/api/lectures/a/moods?from=yesterday", Served.TEACHER);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("from=yesterday: expected an instant");
        assertThat(status("/api/lectures/a/moods?from=2026-02-03T09:00:10Z&to=2026-02-03T09:00:00Z", Served.TEACHER))
                .isEqualTo(400);
    }

    @Test
    void anUnknownLectureIsNotFound() throws Exception {
        for (String path : List.of("/api/lectures/x", "/api/lectures/x/moods", "/api/lectures/x/attention")) {
            assertThat(status(path, Served.TEACHER)).as(path).isEqualTo(404);
        }
        assertThat(served.get("/api/lectures/x", Served.TEACHER).body()).contains("There is no lecture x");
        assertThat(status("/api/lectures/photos/live", Served.TEACHER)).isEqualTo(400);
    }

    private static List<String> froms(String query) throws Exception {
        return json("/api/lectures/a/moods" + query, student).get("moods").findValuesAsText("from");
    }

    private static int status(String path, String... headers) throws Exception {
        return served.get(path, headers).statusCode();
    }

    private static JsonNode json(String path, String... headers) throws Exception {
        return new ObjectMapper().readTree(served.get(path, headers).body());
    }
}
