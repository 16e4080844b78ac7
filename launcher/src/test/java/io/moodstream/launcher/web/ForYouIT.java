package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.dashboard.Dashboard;
import io.moodstream.schemas.Emotion;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** One picture and what fits how it looks. */
@InBrowser
class ForYouIT {
    @TempDir
    private Path folder;

    @Test
    void aChosenPictureComesBackWithItsFaceAndWhatFits(WebPipeline pipeline) throws Exception {
        try (Browser browser = Browser.open("for-you")) {
            browser.visit(pipeline.url() + "/for-you");
            choose(browser, pipeline.student(13));
            browser.awaitText("640 × 480.");
            browser.press("Send this picture");
            Browser.eventually().until(() -> browser.count("#result") == 1);
            assertThat(browser.count("#faces .face-box")).isEqualTo(1);
            assertThat(browser.text("#faces .face-tag")).containsIgnoringCase("happy");
            assertThat(browser.text("#sentence")).contains("happy");
            assertThat(browser.text("#bars"))
                    .contains("Angry", "Disgust", "Fear", "Happy", "Sad", "Surprise", "Neutral");
            tabsNeedNoReload(browser);

            browser.press("Play music");
            Browser.eventually().until(() -> level(browser) > 0.005);
            browser.press("Try again");
            Browser.eventually().until(() -> browser.count("#choosing") == 1);
            Browser.eventually().until(() -> level(browser) < 0.005);
            browser.drop(pipeline.room(15), "#dropzone");
            browser.press("Send this picture");
            Browser.eventually().until(() -> browser.count("#result") == 1);
            assertThat(browser.count("#faces .face-box")).isBetween(20, 25);
            assertThat(browser.text("#sentence")).contains("happy");
            String first = browser.text("#face-sentence") + browser.text("#bars");
            browser.find(By.cssSelector("#face-choice label:nth-of-type(2)")).click();
            Browser.eventually().until(() -> !first.equals(browser.text("#face-sentence") + browser.text("#bars")));
        }
    }

    @Test
    void musicPlaysAfterAClickAndNeverBefore(WebPipeline pipeline) throws Exception {
        try (Browser browser = Browser.open("for-you-music")) {
            browser.visit(pipeline.url() + "/for-you");
            choose(browser, pipeline.student(13));
            browser.press("Send this picture");
            Browser.eventually().until(() -> browser.count(".music") == 1);
            assertThat(browser.text(".music")).contains("disco, for a face that looks happy");
            assertThat(browser.script("return window.moodstreamMusic === undefined"))
                    .isEqualTo(true);
            int before = parts(browser);
            for (Emotion emotion : Emotion.values()) {
                browser.script("window.moodstreamMusic?.show(arguments[0])", emotion.name());
                browser.press("Play music");
                Browser.eventually().until(() -> level(browser) > 0.005);
                browser.press("Pause music");
            }
            assertThat(parts(browser)).isGreaterThan(before); // the band came with the first click
        }
    }

    @Test
    void aSongWithASoundPlaysInTheBrowsersPlayer(WebPipeline pipeline) throws Exception {
        tone(folder.resolve("tone.wav"));
        try (Dashboard dashboard = pipeline.dashboard(Map.of("DASHBOARD_AUDIO", folder.toString()));
                Browser browser = Browser.open("for-you-audio")) {
            browser.expect(" 404");
            browser.visit(dashboard.url() + "/for-you");
            browser.script("""
                    const fetched = window.fetch;
                    window.fetch = async (...asked) => {
                      const answer = await fetched(...asked);
                      if (!String(asked[0]).endsWith("/api/frames")) return answer;
                      const result = await answer.json();
                      const [first, second] = result.recommendation.items.filter((item) => item.medium === "song");
                      first.audio = "/audio/tone.wav";
                      second.audio = "/audio/none.wav";
                      return new Response(JSON.stringify(result), { headers: { "Content-Type": "application/json" } });
                    };
                    """);
            choose(browser, pipeline.student(13));
            browser.press("Send this picture");
            Browser.eventually().until(() -> browser.count("audio") == 2);
            assertThat(browser.script("return document.querySelector('audio').paused"))
                    .isEqualTo(true);
            browser.script("document.querySelector('audio').play()");
            Browser.eventually()
                    .until(() -> Boolean.TRUE.equals(
                            browser.script("return document.querySelector('audio').currentTime > 0.1")));
            browser.script("document.querySelectorAll('audio')[1].play().catch(() => {})");
            browser.awaitText("This song cannot be played here");
        }
    }

    /** Writes two seconds of a tone. */
    private static void tone(Path file) throws IOException {
        byte[] samples = new byte[2 * 8000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (100 * Math.sin(2 * Math.PI * 440 * i / 8000));
        }
        AudioFormat format = new AudioFormat(8000, 8, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length),
                AudioFileFormat.Type.WAVE,
                file.toFile());
    }

    private static int parts(Browser browser) {
        return ((Number) browser.script("return performance.getEntriesByType('resource').length")).intValue();
    }

    private static double level(Browser browser) {
        Object level = browser.script("return window.moodstreamMusic?.level() ?? 0");
        return ((Number) level).doubleValue();
    }

    @Test
    @Tag("nightly")
    void aPhotoCanBeTakenAgainBeforeItIsSent(WebPipeline pipeline) throws Exception {
        try (Browser browser = Browser.withCamera("for-you-photo", pipeline.cameraVideo())) {
            browser.visit(pipeline.url() + "/for-you");
            browser.press("Take a photo");
            Browser.eventually()
                    .until(() -> Boolean.TRUE.equals(
                            browser.script("return document.querySelector('#video').videoWidth > 0")));
            browser.press("Take the photo");
            Object first = browser.find(By.cssSelector("#preview-picture")).getAttribute("src");
            browser.press("Retake");
            Browser.eventually()
                    .until(() -> Boolean.TRUE.equals(
                            browser.script("return document.querySelector('#video').videoWidth > 0")));
            browser.press("Take the photo");
            assertThat(browser.find(By.cssSelector("#preview-picture")).getAttribute("src"))
                    .isNotEqualTo(first);
            assertThat(browser.script("return document.querySelector('#video').srcObject"))
                    .as("the camera once the photo is taken")
                    .isNull();
            browser.press("Send this picture");
            Browser.eventually().until(() -> browser.count("#faces .face-box") == 1);
            assertThat(browser.count("#fits a")).isGreaterThan(2);
        }
    }

    @Test
    void whatCannotBeAnsweredIsSaidInPlainWords(WebPipeline pipeline) throws Exception {
        try (Browser browser = Browser.open("for-you-errors")) {
            browser.visit(pipeline.url() + "/for-you");
            choose(browser, Files.writeString(folder.resolve("no-picture.jpg"), "This is no picture."));
            Browser.eventually().until(() -> !browser.text("#said").isBlank());
            assertThat(browser.count("#choosing")).isEqualTo(1);

            choose(browser, wall());
            browser.press("Send this picture");
            Browser.eventually().until(() -> browser.count("#result") == 1);
            assertThat(browser.text("#sentence")).containsIgnoringCase("no face");
            assertThat(browser.count("#faces .face-box")).isZero();
            assertThat(browser.text("#fits")).contains("There is no recommendation without a face");
        }
    }

    @Test
    @Tag("nightly")
    void theFormOfTheOlderSystemLeadsToAPageWithTheResult(WebPipeline pipeline) throws Exception {
        try (Browser browser = Browser.open("older-result")) {
            browser.visit(pipeline.url() + "/for-you");
            // Until then the page's script still looks for what the form replaces.
            Browser.eventually().until(() -> !browser.text("#kept").isBlank());
            browser.script("""
                    document.querySelector('main').innerHTML =
                      '<form action="/getEmotion" method="post" enctype="multipart/form-data">'
                      + '<input type="file" name="fileUpload"><button>Submit</button></form>';
                    """);
            browser.hidden(By.name("fileUpload")).sendKeys(pipeline.student(13).toString());
            browser.press("Submit");
            Browser.eventually().until(() -> browser.url().contains("/result?id="));
            assertThat(browser.count("g.face-mark rect.face-box")).isEqualTo(1);
            assertThat(browser.text(".face-tag")).containsIgnoringCase("happy");
            assertThat(browser.text()).contains("Music that fits");
            assertThat(browser.script("return document.querySelector('.picture img').naturalWidth"))
                    .isEqualTo(640L);
            assertThat(Axe.violations(browser)).isEmpty();
        }
    }

    private static void choose(Browser browser, Path picture) {
        browser.hidden(By.id("file")).sendKeys(picture.toString());
    }

    private static void tabsNeedNoReload(Browser browser) {
        browser.script("window.stays = true");
        String songs = browser.text("#titles");
        for (String medium : new String[] {"Films", "Books", "Games"}) {
            browser.press(medium);
            assertThat(browser.text("#titles")).isNotBlank().isNotEqualTo(songs);
            assertThat(browser.count("#titles a[href^=https]")).isPositive();
        }
        assertThat(browser.script("return window.stays")).isEqualTo(true);
    }

    private Path wall() throws Exception {
        Path file = folder.resolve("wall.png");
        ImageIO.write(new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return file;
    }
}
