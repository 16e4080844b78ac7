package io.moodstream.dashboard.lectures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.reports.LectureReports;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.ReportWindow;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One figure about an ended lecture is the same wherever it is shown. */
class OneFigureTest {
    private static final LectureReport REPORT = report();

    private static Served served;

    @BeforeAll
    static void start() throws Exception {
        served = Served.guarded();
        served.hear(topics -> {
            topics.mood(Samples.mood("a", 91, 0.9, true)); // the last window is unlike the lecture
            topics.report(REPORT);
        });
        await().until(() -> json("/api/lectures/a").at("/report/shares").isObject());
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void theShareIsTheSameInListApiJsonPageAndSummary() throws Exception {
        JsonNode share = json("/api/lectures/a").at("/report/shares/neutral");
        String words = percent(share, "share") + " of the readable faces (95 % band "
                + Math.round(100 * share.get("low").asDouble()) + " to " + percent(share, "high") + ")";

        assertThat(json("/api/lectures").at("/lectures/0/report/shares/neutral"))
                .isEqualTo(share);
        assertThat(json("/api/lectures/a/report.json").at("/mood/whole/estimated/neutral"))
                .isEqualTo(share);
        assertThat(served.get("/api/lectures/a/report.html", Served.TEACHER).body())
                .contains(words);
        assertThat(String.join(" ", LectureReports.inUtc().summary(REPORT, List.of())))
                .contains(words);
    }

    @Test
    void coverageParticipantsWindowsAndTimesAreTheSameInListApiJsonAndPage() throws Exception {
        JsonNode lecture = json("/api/lectures/a");
        JsonNode report = json("/api/lectures/a/report.json");
        String page = served.get("/api/lectures/a/report.html", Served.TEACHER).body();

        assertThat(lecture.get("coverage").asDouble())
                .isEqualTo(lecture.at("/report/coverage").asDouble())
                .isEqualTo(report.at("/coverage/mean").asDouble())
                .isEqualTo(0.81);
        assertThat(page).contains("<span class=\"value\">81 %</span>", "<span class=\"value\">16 min</span>");
        assertThat(List.of(lecture.get("participants"), report.get("participants")))
                .containsOnly(lecture.at("/report/participants"));
        assertThat(List.of(lecture.get("windows"), report.at("/coverage/windows")))
                .containsOnly(lecture.at("/report/windows"));
        assertThat(List.of(lecture.get("startedAt"), report.get("startedAt")))
                .containsOnly(lecture.at("/report/startedAt"));
        assertThat(List.of(lecture.get("lastAt"), report.get("endedAt"))).containsOnly(lecture.at("/report/endedAt"));
    }

    @Test
    void theReaderSaysInWhichZoneTheTimesAre() throws Exception {
        assertThat(served.get("/api/lectures/a/report.html?zone=Asia/Kolkata", Served.TEACHER)
                        .body())
                .contains("14:30 to 14:45 Asia/Kolkata");
        var wrong = served.get("/api/lectures/a/report.pdf?zone=Mars", Served.TEACHER);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("zone=Mars: expected a time zone such as Europe/Berlin");
    }

    private static JsonNode json(String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(served.get(path, Served.TEACHER).body());
    }

    private static String percent(JsonNode estimate, String name) {
        return Math.round(100 * estimate.get(name).asDouble()) + " %";
    }

    /** 15 minutes and 50 seconds, mostly neutral. */
    private static LectureReport report() {
        Topics.LECTURE_REPORTS.name(); // Avro copies records of trusted classes only; the topics' serdes register them
        List<ReportWindow> windows = new ArrayList<>();
        for (int i = 0; i < 95; i++) {
            float happy = i % 3 == 0 ? 0.4f : 0.2f;
            List<Float> shares = new ArrayList<>(Collections.nCopies(Emotion.values().length, 0f));
            shares.set(Emotion.happy.ordinal(), happy);
            shares.set(Emotion.neutral.ordinal(), 1 - happy);
            windows.add(new ReportWindow(
                    Samples.START.plusSeconds(10L * i),
                    Samples.START.plusSeconds(10L * i + 10),
                    50L,
                    26,
                    20f,
                    0.81f,
                    shares,
                    shares,
                    0L));
        }
        return LectureReport.newBuilder(Samples.report("a", 95))
                .setStartedAt(Samples.START)
                .setEndedAt(Samples.START.plusSeconds(949))
                .setWithheldWindows(0)
                .setCoverage(0.81)
                .setModels(List.of("standard-2026.11.2"))
                .setMinimumGroup(5)
                .setTimeline(windows)
                .build();
    }
}
