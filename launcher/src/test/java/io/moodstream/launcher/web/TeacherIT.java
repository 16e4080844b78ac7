package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.dashboard.Dashboard;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What a teacher does with a lecture besides looking at it. */
@InBrowser
class TeacherIT {
    private static final String TOKEN = "a-token-for-tests-only";

    private final String history = WebPipeline.lecture("history");
    private final String toEnd = WebPipeline.lecture("to-end");

    @Test
    void aTeacherNamesFindsReadsAndDeletesALecture(WebPipeline pipeline) throws Exception {
        pipeline.playAtOnce(history);
        try (Browser browser = Browser.open("teacher")) {
            browser.expect("history.* 404");
            LecturePage page = LecturePage.visit(browser, pipeline.url(), history);
            Browser.eventually().until(() -> browser.text("#report").contains("Estimated shares over the lecture"));
            names(browser);
            notes(pipeline, browser);
            zooms(browser, page);
            assertThat(Axe.violations(browser))
                    .as("the page of an ended lecture")
                    .isEmpty();

            browser.visit(pipeline.url() + "/");
            browser.awaitText("R\u00e9volution");
            browser.find(By.id("search")).sendKeys("revolution");
            Browser.eventually().until(() -> browser.count(".lecture-entry") == 1);
            assertThat(browser.text("#past h2")).isEqualTo("Today");
            browser.find(By.id("search")).sendKeys(" nothing");
            browser.awaitText("No lecture has these words");
            browser.find(By.id("search")).sendKeys(Keys.BACK_SPACE.toString().repeat(8));
            browser.click("Delete " + history);
            browser.awaitText("This cannot be undone");
            browser.press("Cancel");
            assertThat(browser.count(".lecture-entry")).isEqualTo(1);
            browser.click("Delete " + history);
            browser.press("Delete");
            Browser.eventually().until(() -> browser.count(".lecture-entry") == 0);
            isGone(browser, pipeline.url());
        }
        try (Dashboard restarted = pipeline.dashboard(Map.of());
                Browser browser = Browser.open("teacher-restarted")) {
            browser.expect(" 404");
            isGone(browser, restarted.url());
        }
    }

    private void isGone(Browser browser, String url) {
        browser.visit(url + "/");
        browser.settle();
        assertThat(browser.text()).doesNotContain(history);
        assertThat(browser.status("/api/lectures/" + history)).isEqualTo(404);
        assertThat(browser.status("/api/lectures/" + history + "/report.html")).isEqualTo(404);
    }

    private void names(Browser browser) {
        browser.find(By.id("rename")).click();
        browser.find(By.id("dialog-text")).sendKeys("La R\u00e9volution", Keys.ENTER);
        Browser.eventually().until(() -> browser.text("h1").equals("La R\u00e9volution"));
        assertThat(browser.text("#lecture-id")).isEqualTo(history);
    }

    private void notes(WebPipeline pipeline, Browser browser) throws Exception {
        String moment =
                new Api(pipeline.url()).moods(history).get(2).path("from").asText();
        browser.await(
                "fetch('/api/lectures/" + history
                        + "/marks', {method: 'POST', body: JSON.stringify({text: 'slide 12', at:"
                        + " arguments[0]})}).then(r => done(r.status))",
                moment);
        Browser.eventually().until(() -> browser.text("#note-list").contains("slide 12"));
        assertThat(browser.count("#timeline .note-line")).isEqualTo(1);
        assertThat(browser.count("#notes-outside")).isZero();
        browser.await("fetch('/api/lectures/" + history
                + "/marks', {method: 'POST', body: JSON.stringify({text: 'wrong clock',"
                + " at: '2001-01-01T00:00:00Z'})}).then(r => done(r.status))");
        Browser.eventually().until(() -> browser.text("#notes-outside").contains("wrong clock"));
        assertThat(browser.text("#notes-outside"))
                .contains("1 note outside the lecture", "2001", "its report does not show this", "check the clocks");
        assertThat(browser.text("#note-list")).doesNotContain("wrong clock");
    }

    private static void zooms(Browser browser, LecturePage page) {
        int all = page.hover().size();
        browser.script("for (let i = 0; i < 2; i++) document.getElementById('zoom-in').click()");
        assertThat(page.hover()).hasSizeLessThanOrEqualTo(all);
        assertThat(browser.count("#zoom-all")).as("a minute is not zoomed").isLessThanOrEqualTo(1);
    }

    @Test
    void aTeacherInvitesAndEndsALecture(WebPipeline pipeline) throws Exception {
        try (Dashboard dashboard = pipeline.dashboard(Map.of("DASHBOARD_TEACHER_TOKEN", TOKEN));
                Browser teacher = Browser.open("teacher-ends");
                Browser student = Browser.withCamera("student-ended", pipeline.cameraVideo())) {
            teacher.expect("status of 40[134]");
            student.expect("status of 40[134]");
            teacher.visit(dashboard.url() + "/sign-in?to=/lectures/" + toEnd);
            teacher.type("Teacher\u2019s token", "not-the-right-token");
            teacher.press("Sign in");
            teacher.awaitText("This is not the teacher\u2019s token");
            teacher.type("Teacher\u2019s token", TOKEN);
            teacher.press("Sign in");
            Browser.eventually().until(() -> !teacher.text("#join-code").isEmpty());
            String old = teacher.text("#join-code");
            teacher.find(By.id("show-qr")).click();
            assertThat(teacher.find(By.cssSelector("dialog .qr")).getAttribute("aria-label"))
                    .contains("/join/" + toEnd + "?code=" + old);
            teacher.press("Close");
            teacher.find(By.id("renew-code")).click();
            teacher.press("Renew");
            Browser.eventually().until(() -> !teacher.text("#join-code").equals(old));
            String code = teacher.text("#join-code");

            student.visit(dashboard.url() + "/join/" + toEnd + "?code=" + old);
            student.click("I have read this");
            student.press("Start my camera and join");
            student.awaitText("This is not the join code");
            student.type("Join code", code);
            student.press("Start my camera and join");
            Browser.eventually().until(() -> student.count("#live") == 1);
            Browser.eventually().until(() -> teacher.text("#connection").equals("Live"));
            String attention = "/api/lectures/" + toEnd + "/attention";
            assertThat(student.status(attention)).isEqualTo(403);
            assertThat(teacher.status(attention)).isEqualTo(200);

            teacher.find(By.id("end")).click();
            teacher.awaitText("End the lecture?");
            teacher.find(By.cssSelector("dialog [value=do]")).click();
            student.awaitText("The teacher has ended the lecture");
            Browser.eventually().until(() -> teacher.text("#connection").equals("Ended"));
            teacher.press("Sign out");
            Browser.eventually().until(() -> teacher.status(attention) == 401);
        }
    }
}
