package io.moodstream.launcher.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.dashboard.Dashboard;
import io.moodstream.ingest.Ingest;
import io.moodstream.testing.SharedData;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/**
 * Not a test: makes the pictures of the pages in docs/pictures, of composites only.
 * {@code mvn verify -Pnightly -pl launcher -am -Dit.test=PicturesOfPagesIT -Dpictures=true}
 */
@InBrowser
@Tag("nightly")
@EnabledIfSystemProperty(named = "pictures", matches = "true")
class PicturesOfPagesIT {
    private static final Path FOLDER = SharedData.projectRoot().resolve("docs/pictures");
    private static final List<Integer> MOMENTS = List.of(15, 25, 35, 45);

    @Test
    void ofEveryPage(WebPipeline pipeline) throws Exception {
        pipeline.playAtOnce("geometry");
        try (Browser browser = Browser.withCamera("pictures", pipeline.cameraVideo())) {
            browser.expect("algebra.* 404");
            ofAClass(pipeline, browser);
            ofPagesWithToken(pipeline, browser);
            ofOnePicture(pipeline, browser);
            ofAStudent(pipeline, browser);
        }
    }

    /** The class when most look happy, angry, sad and surprised. */
    @Test
    void ofTheClassWithItsFaces(WebPipeline pipeline) throws Exception {
        SampleClassPicture picture = new SampleClassPicture(MOMENTS.size());
        for (int second : MOMENTS) {
            byte[] room = pipeline.roomPicture(second);
            HttpRequest request = HttpRequest.newBuilder(URI.create(pipeline.url() + "/api/frames"))
                    .header("Content-Type", "image/jpeg")
                    .POST(BodyPublishers.ofByteArray(room))
                    .build();
            String answer = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            picture.add(room, new ObjectMapper().readTree(answer).path("faces"));
        }
        picture.write(FOLDER.resolve("sample-class.jpg"));
    }

    private static void ofAClass(WebPipeline pipeline, Browser browser) throws Exception {
        LecturePage past = LecturePage.visit(browser, pipeline.url(), "geometry");
        Browser.eventually().until(() -> browser.text("#report").contains("Estimated shares"));
        past.openTable();
        take(browser, "report");
        try (Ingest running = pipeline.play("algebra", 0, 60)) {
            LecturePage page = LecturePage.visit(browser, pipeline.url(), "algebra");
            Browser.eventually().until(() -> browser.text("#connection").equals("Live"));
            page.openTable();
            Browser.eventually()
                    .until(() -> running.hasEnded() || page.windows().size() > 8);
            browser.click("All windows as a table");
            browser.find(By.cssSelector("#timeline")).sendKeys(Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ENTER);
            browser.script("document.activeElement.blur()");
            take(browser, "lecture");
            browser.visit(pipeline.url() + "/");
            browser.awaitText("geometry");
            take(browser, "lectures");
        }
    }

    private static void ofPagesWithToken(WebPipeline pipeline, Browser browser) {
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

    private static void ofOnePicture(WebPipeline pipeline, Browser browser) throws Exception {
        browser.visit(pipeline.url() + "/for-you");
        browser.settle();
        take(browser, "for-you");
        browser.hidden(By.id("file")).sendKeys(pipeline.room(15).toString());
        browser.press("Send this picture");
        Browser.eventually().until(() -> browser.count("#result") == 1);
        take(browser, "result");
    }

    private static void ofAStudent(WebPipeline pipeline, Browser browser) {
        browser.visit(pipeline.url() + "/join/algebra");
        browser.settle();
        take(browser, "join-consent");
        browser.click("I have read this");
        browser.press("Start my camera and join");
        Browser.eventually().until(() -> browser.count("#fits a") > 2);
        Browser.eventually().until(() -> browser.count("#faces .face-box") == 1);
        take(browser, "join");
    }

    private static void take(Browser browser, String name) {
        browser.dark(false);
        browser.desktop();
        browser.script("scrollTo(0, 0)");
        browser.picture(FOLDER.resolve("web-" + name + "-desktop.png"));
        browser.dark(true);
        browser.picture(FOLDER.resolve("web-" + name + "-desktop-dark.png"));
        browser.dark(false);
        browser.phone();
        browser.picture(FOLDER.resolve("web-" + name + "-phone.png"));
        browser.desktop();
    }
}
