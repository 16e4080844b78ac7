package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.dashboard.Dashboard;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A student's browser as a camera, in front of which a composite student looks happy, surprised, sad and neutral. */
@InBrowser
class JoinIT {
    /** Counts how often a page asks for the camera. */
    private static final String WATCH_CAMERA = """
            const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            window.asked = 0;
            navigator.mediaDevices.getUserMedia = async (wish) => { asked++; return window.stream = await open(wish); };
            """;

    /** Counts how often a picture is due at 2 a second, sent or not. */
    private static final String WATCH_TIMER = """
            const later = window.setTimeout.bind(window);
            window.due = 0;
            window.setTimeout = (task, wait, ...more) =>
                later((...given) => { if (wait === 500) due++; task(...given); }, wait, ...more);
            """;

    private static final String CAMERA_IS_OFF =
            "return window.stream.getTracks().every(track => track.readyState === 'ended')";

    private final String biology = WebPipeline.lecture("biology");

    @Test
    void aStudentConsentsIsSeenPausesAndLeaves(WebPipeline pipeline) throws Exception {
        Api api = new Api(pipeline.url());
        try (Browser browser = Browser.withCamera("join", pipeline.cameraVideo())) {
            browser.expect("biology.* 404");
            browser.visit(pipeline.url() + "/join");
            browser.awaitText("Hints for attention are kept for 7 days");
            assertThat(browser.text("#kept")).contains("for 3 years.");
            browser.script(WATCH_CAMERA);
            browser.script(WATCH_TIMER);
            readsThatNobodyIsThereYet(browser);

            browser.press("Start my camera and join");
            browser.awaitText("Nothing is sent unless you agree");
            assertThat(browser.script("return asked")).isEqualTo(0L);
            assertThat(browser.count("video")).isZero();
            browser.click("I have read this");
            assertThat(browser.text()).doesNotContain("Nothing is sent unless you agree");
            assertThat(browser.script("return asked")).isEqualTo(0L);
            browser.press("Start my camera and join");

            Browser.eventually().until(() -> browser.count("#faces .face-box") == 1);
            Browser.eventually() // the page places the label when it has drawn the box
                    .until(() -> browser.text("#faces .face-tag")
                            .matches("(?i)(angry|disgust|fear|happy|sad|surprise|neutral).*"));
            assertThat(browser.text("#looks")).contains("Your face");
            Browser.eventually().until(() -> number(browser, "#answered-count") >= 3);
            assertThat(browser.count("#sent-picture")).isEqualTo(1);
            assertThat(browser.text("#sent-size")).contains("640 × 480");
            assertThat(browser.text("#seat-source")).matches("[a-z]+-[a-z]+-\\d+");
            assertThat(api.lecture(biology).path("sources").asInt()).isEqualTo(1);

            Browser.eventually().until(() -> !browser.text("#class-state").equals("–"));
            Browser.eventually().until(() -> browser.count("#fits a") > 2);
            assertThat(browser.text("#fits")).contains("Music that fits");

            String user = saysWhatWasAgreed(browser);
            browser.click("2 a second");
            int before = number(browser, "#sent-count");
            Browser.eventually().until(() -> number(browser, "#sent-count") >= before + 8);
            report(browser);
            pausesAndGoesOn(browser);
            leaves(browser);
            assertThat(api.get("/api/users/" + user + "/consent")
                            .path("withdrawnAt")
                            .asText())
                    .as("who leaves has withdrawn")
                    .endsWith("Z");
            joinsAgainAndFindsNothingOfBefore(browser);
            assertThat(api.lecture(biology).path("mood").isNull())
                    .as("no mood about a single student")
                    .isTrue();
        }
    }

    /** The first press shows it, and joins only where there was nothing to show. */
    private void readsThatNobodyIsThereYet(Browser browser) {
        browser.click("I have read this");
        browser.type("Lecture", biology + "\n");
        browser.awaitText("Nobody is in “" + biology + "” yet. Check the name, or join as the first.");
        browser.settle();
        assertThat(browser.script("return asked")).isEqualTo(0L);
        assertThat(browser.count("#live")).isZero();
        browser.click("I have read this");
    }

    private static void pausesAndGoesOn(Browser browser) {
        browser.press("Pause");
        Browser.eventually().until(() -> browser.text("#state").equals("Paused"));
        assertThat(browser.count("#faces .face-box")).isZero();
        int sent = number(browser, "#sent-count");
        long due = due(browser);
        Browser.eventually().until(() -> due(browser) >= due + 4);
        assertThat(number(browser, "#sent-count")).isEqualTo(sent);
        browser.press("Resume");
        Browser.eventually().until(() -> number(browser, "#sent-count") > sent);
        Browser.eventually().until(() -> browser.count("#faces .face-box") == 1);
    }

    /** The server has stored it, and the page says what was agreed to; returns the student's pseudonym. */
    private String saysWhatWasAgreed(Browser browser) {
        String user = (String) browser.await("fetch('/api/me').then(r => r.json()).then(me => done(me.seats[0].user))");
        assertThat(
                        browser.await(
                                "fetch('/api/users/" + user + "/consent').then(r => r.json())"
                                        + ".then(consent => done([consent.lecture, consent.words, consent.how, consent.withdrawnAt].join()))"))
                .isEqualTo(biology + ",3-en,join-page,");
        browser.click("What you agreed to");
        browser.awaitText("Leaving withdraws it");
        assertThat(browser.text("#agreed-words")).contains("No sound. You see each picture that is sent.");
        return user;
    }

    private static void leaves(Browser browser) {
        browser.press("Leave now");
        assertThat(browser.script(CAMERA_IS_OFF)).isEqualTo(true);
        browser.awaitText("You have left and withdrawn what you agreed to");
        assertThat(browser.count("#sent-picture")).isZero();
        assertThat(browser.await("fetch('/api/me').then(r => r.json()).then(me => done(me.seats.length))"))
                .isEqualTo(0L);
        assertThat(browser.find(By.cssSelector("#agree")).isSelected())
                .as("consent holds for once")
                .isFalse();
    }

    /** The seat that was left is no longer offered, and the new one does not begin with what was said of the old one. */
    private static void joinsAgainAndFindsNothingOfBefore(Browser browser) {
        Browser.eventually().until(() -> browser.count("#seat-hint") == 0);
        assertThat(browser.count("#lecture-new")).isZero();
        assertThat(browser.script("return document.querySelector('#class-state').textContent"))
                .isEqualTo("–");
        assertThat(browser.script("return document.querySelectorAll('#fits a').length"))
                .isEqualTo(0L);
        browser.click("I have read this");
        browser.press("Start my camera and join");
        Browser.eventually().until(() -> browser.count("#live") == 1);
        assertThat(browser.text()).doesNotContain("You have left");
        browser.visit(browser.url()); // the seat is kept
        Browser.eventually().until(() -> browser.text("#seat-agreed").contains("You agreed"));
        browser.click("I have read this");
        browser.press("Start my camera and join");
        Browser.eventually().until(() -> browser.count("#faces .face-box") == 1);
        deletesWhatIsTheirs(browser);
        Browser.eventually().until(() -> browser.count("#seat-hint") == 0);
    }

    /** Asks first; then the camera is off at once, and the page says so when everything is deleted. */
    private static void deletesWhatIsTheirs(Browser browser) {
        browser.press("Leave and delete what is mine of this lecture…");
        browser.awaitText("Delete what is mine of this lecture?");
        browser.press("Cancel");
        assertThat(browser.count("#live")).isEqualTo(1);
        browser.press("Leave and delete what is mine of this lecture…");
        browser.press("Leave and delete");
        browser.awaitText("You have left, and");
        assertThat(browser.text()).containsAnyOf("everything of yours is deleted", "nothing shows anything of yours");
        assertThat(browser.count("video")).isZero();
    }

    @Test
    void aPageThatMayNotUseTheCameraSaysSoAsSoonAsItOpens(WebPipeline pipeline) {
        Map<String, String> token = Map.of("DASHBOARD_TEACHER_TOKEN", "a token for the tests");
        try (Dashboard dashboard = pipeline.dashboard(token);
                Browser browser = Browser.open("join-insecure")) {
            browser.expect("Cross-Origin-Opener-Policy|biology.* 404");
            String url = dashboard.url().replaceFirst("//[^:]+", "//" + Browser.INSECURE);
            browser.visit(url + "/join/biology");
            browser.awaitText("This page cannot use your camera, because its address begins with http://");
            browser.awaitText("an address that begins with https://");
            assertThat(browser.find(By.id("start")).isEnabled()).isFalse();
            browser.visit(url + "/sign-in");
            browser.type("Teacher’s token", "a token for the tests");
            browser.press("Sign in");
            browser.awaitText("This page cannot share a window");
            browser.visit(url + "/for-you");
            browser.awaitText("This page cannot use your camera");
            assertThat(browser.count("#use-camera")).isZero();
            browser.visit(url + "/lectures/biology?watch");
            browser.awaitText("or at localhost on the computer that runs moodstream");
            assertThat(browser.find(By.id("meeting-start")).isEnabled()).isFalse();
        }
    }

    private static long due(Browser browser) {
        return (Long) browser.script("return due");
    }

    private static int number(Browser browser, String css) {
        return Integer.parseInt(browser.text(css));
    }

    /** Printed only: other tests and builds share the machine. */
    private static void report(Browser browser) {
        List<Double> latencies = Stream.of(browser.script("return window.moodstream.latencies"))
                .flatMap(list -> ((List<?>) list).stream())
                .map(number -> ((Number) number).doubleValue())
                .sorted()
                .toList();
        System.out.printf(
                Locale.ROOT,
                "from a frame leaving the browser to its box on screen: %d frames, p50 %.0f ms, most %.0f ms%n",
                latencies.size(),
                latencies.get(latencies.size() / 2),
                latencies.get(latencies.size() - 1));
    }
}
