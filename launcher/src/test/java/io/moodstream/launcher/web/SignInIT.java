package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.dashboard.Dashboard;
import io.moodstream.ingest.Ingest;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Teachers, students and visitors where there is a teacher token. */
@InBrowser
class SignInIT {
    private static final String TOKEN = "a-token-for-tests-only";

    @Test
    @Tag("nightly")
    void aTeacherSignsInAndAStudentJoinsWithTheCode(WebPipeline pipeline) throws Exception {
        try (Dashboard dashboard = pipeline.dashboard(Map.of("DASHBOARD_TEACHER_TOKEN", TOKEN));
                Ingest running = pipeline.playAgainAndAgain("locked", 0, 60);
                Browser teacher = Browser.open("sign-in-teacher");
                Browser student = Browser.withCamera("sign-in-student", pipeline.cameraVideo())) {
            assertThat(running.hasEnded()).isFalse();
            teacher.expect("status of 40[13]");
            student.expect("status of 40[13]");
            String lecture = dashboard.url() + "/lectures/locked";

            teacher.visit(lecture);
            teacher.find(By.linkText("Sign in")).click();
            teacher.type("Teacher’s token", "not-the-right-token");
            teacher.press("Sign in");
            teacher.awaitText("This is not the teacher’s token");
            teacher.type("Teacher’s token", TOKEN);
            teacher.press("Sign in");
            Browser.eventually().until(() -> teacher.url().equals(lecture));
            teacher.find(By.xpath("//button[normalize-space()='Sign out']"));
            String code = teacher.find(By.cssSelector("#join-code")).getText();
            assertThat(code).matches("[0-9A-Z]{5}-[0-9A-Z]{5}");
            assertThat(teacher.status("/api/lectures/locked/attention")).isEqualTo(200);

            student.visit(dashboard.url() + "/join/locked");
            assertThat(student.status("/api/lectures/locked/moods")).isIn(401, 403);
            student.click("I have read this");
            student.type("Join code", "0000-0000");
            student.press("Start my camera and join");
            student.awaitText("join code");
            student.type("Join code", code.toLowerCase(java.util.Locale.ROOT));
            student.press("Start my camera and join");
            Browser.eventually().until(() -> student.count("#live") == 1);
            assertThat(student.status("/api/lectures/locked/moods")).isEqualTo(200);
            assertThat(student.status("/api/lectures/locked/attention")).isEqualTo(403);
            assertThat(student.status("/api/lectures/other/moods")).isEqualTo(403);
            assertThat(student.status("/api/users/somebody-else/recommendations"))
                    .isEqualTo(403);

            teacher.press("Sign out");
            Browser.eventually().until(() -> teacher.status("/api/lectures/locked/attention") == 401);
        }
    }
}
