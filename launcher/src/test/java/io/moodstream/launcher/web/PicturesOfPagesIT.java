package io.moodstream.launcher.web;

import io.moodstream.dashboard.Dashboard;
import io.moodstream.ingest.Ingest;
import io.moodstream.testing.SharedData;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openqa.selenium.By;

/**
 * Not a test: makes the pictures of the pages in docs/pictures, of composites only.
 * {@code mvn verify -pl launcher -Dit.test=PicturesOfPagesIT -Dpictures=true}
 */
@InBrowser
@EnabledIfSystemProperty(named = "pictures", matches = "true")
class PicturesOfPagesIT {
    private static final Path FOLDER = SharedData.projectRoot().resolve("docs/pictures");

    @Test
    void ofEveryPage(WebPipeline pipeline) throws Exception {
        pipeline.playAtOnce("geometry");
        try (Ingest running = pipeline.play("algebra", 0, 60);
                Browser browser = Browser.withCamera("pictures", pipeline.cameraVideo())) {
            running.statistics();
            ofTheWeb(pipeline, browser);
            browser.visit(pipeline.url() + "/for-you");
            take(browser, "for-you");
            browser.hidden(By.id("file")).sendKeys(pipeline.room(15).toString());
            browser.press("Continue");
            Browser.eventually().until(() -> browser.count("#result") == 1);
            take(browser, "result");
            browser.visit(pipeline.url() + "/join/algebra");
            take(browser, "join-consent");
            browser.click("I have read this");
            browser.press("Start my camera and join");
            Browser.eventually().until(() -> browser.count("#fits a") > 2);
            Browser.eventually().until(() -> browser.count("#faces .face-box") == 1);
            take(browser, "join");
            browser.visit(pipeline.url() + "/");
            browser.awaitText("geometry");
            take(browser, "lectures");
            LecturePage page = LecturePage.visit(browser, pipeline.url(), "algebra");
            Browser.eventually().until(() -> browser.text("#connection").equals("Live"));
            page.openTable();
            Browser.eventually().until(() -> page.windows().size() > 8);
            browser.click("All windows as a table");
            page.hover();
            take(browser, "lecture");
            LecturePage.visit(browser, pipeline.url(), "geometry");
            Browser.eventually().until(() -> browser.text("#report").contains("Mean probability"));
            take(browser, "report");
        }
    }

    private static void ofTheWeb(WebPipeline pipeline, Browser browser) {
        Map<String, String> token = Map.of("DASHBOARD_TEACHER_TOKEN", "a-token-for-pictures");
        try (Dashboard dashboard = pipeline.dashboard(token)) {
            browser.visit(dashboard.url() + "/sign-in");
            browser.settle();
            take(browser, "sign-in");
            browser.visit(dashboard.url() + "/api");
            browser.settle();
            take(browser, "api");
        }
    }

    private static void take(Browser browser, String name) {
        browser.dark(false);
        browser.desktop();
        browser.picture(FOLDER.resolve("web-" + name + "-desktop.png"));
        browser.dark(true);
        browser.picture(FOLDER.resolve("web-" + name + "-desktop-dark.png"));
        browser.dark(false);
        browser.phone();
        browser.picture(FOLDER.resolve("web-" + name + "-phone.png"));
        browser.desktop();
    }
}
