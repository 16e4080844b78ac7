package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.moodstream.broker.Ports;
import io.moodstream.dashboard.Dashboard;
import io.moodstream.ingest.Ingest;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.LectureMood;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a teacher glances at during class, while the bundled class plays. */
@InBrowser
class LiveLectureIT {
    private static final String FINAL = "final";

    private final String algebra = WebPipeline.lecture("algebra");
    private final String left = WebPipeline.lecture("left");
    private final String right = WebPipeline.lecture("right");
    private final String physics = WebPipeline.lecture("physics");

    @Test
    void aClassIsSeenFromItsFirstWindowToItsReport(WebPipeline pipeline) throws Exception {
        Api api = new Api(pipeline.url());
        try (Browser browser = Browser.open("live")) {
            browser.expect("algebra.* 404");
            LecturePage page = LecturePage.visit(browser, pipeline.url(), algebra);
            browser.awaitText("There is no lecture “" + algebra + "” yet");

            try (Ingest ingest = pipeline.playAgainAndAgain(algebra, 10, 32)) {
                Browser.eventually().until(() -> browser.text("#connection").equals("Live"));
                page.openTable();
                Browser.eventually().until(() -> states(page), states -> states.contains("still open"));
                Browser.eventually()
                        .until(() -> browser.text("#now").startsWith("Most visible expressions look happy"));
                Browser.eventually().until(() -> states(page), states -> states.contains(FINAL));
                Browser.eventually().until(() -> browser.text("#health").contains("a second"));
                Browser.eventually().until(() -> browser.count("#attention > ul:first-of-type > li") > 0);
                assertThat(browser.text("#attention")).contains("hall", "A visibly negative expression for a while");
                seesTheWholePastAtOnce(pipeline, page);
                browser.find(By.id("mark-text")).sendKeys("slide 12", Keys.ENTER);
                browser.awaitText("Noted at");
                Browser.eventually().until(() -> states(page), states -> states.size() >= 4);
                ingest.stop();
            }

            Browser.eventually().until(() -> browser.text("#connection").equals("Ended"));
            Browser.eventually().until(() -> browser.text("#report").contains("25"));
            assertThat(browser.find(By.id("report-page")))
                    .matches(WebElement::isDisplayed)
                    .matches(link ->
                            link.getAttribute("href").contains("/api/lectures/" + algebra + "/report.html?zone="));
            assertThat(states(page)).containsOnly(FINAL).hasSizeGreaterThanOrEqualTo(4);
            showsWhatTheApiSays(page, api, algebra);
            saysWhatTheTopicSays(pipeline, api, algebra);
            aCorrectionIsShown(pipeline, page, api);
        }
    }

    @Test
    @Tag("nightly")
    void twoLecturesAtOnceDoNotMix(WebPipeline pipeline) throws Exception {
        Api api = new Api(pipeline.url());
        try (Ingest happyClass = pipeline.playAgainAndAgain(left, 11, 20);
                Ingest sadClass = pipeline.playAgainAndAgain(right, 31, 40);
                Browser one = Browser.open("live-left");
                Browser other = Browser.open("live-right")) {
            one.expect("left.* 404");
            other.expect("right.* 404");
            LecturePage happy = LecturePage.visit(one, pipeline.url(), left);
            LecturePage sad = LecturePage.visit(other, pipeline.url(), right);
            Browser.eventually().until(() -> one.text("#now").contains("look happy"));
            Browser.eventually().until(() -> other.text("#now").contains("look sad"));
            happyClass.stop();
            sadClass.stop();
            happy.openTable();
            sad.openTable();
            Browser.eventually().until(() -> one.text("#connection").equals("Ended"));
            Browser.eventually().until(() -> other.text("#connection").equals("Ended"));
            Browser.eventually()
                    .untilAsserted(() -> assertThat(happy.windows()).isEqualTo(LecturePage.rows(api.moods(left))));
            Browser.eventually()
                    .untilAsserted(() -> assertThat(sad.windows()).isEqualTo(LecturePage.rows(api.moods(right))));
            saysWhatTheTopicSays(pipeline, api, left);
            saysWhatTheTopicSays(pipeline, api, right);
            assertThat(happy.windows()).isNotEqualTo(sad.windows());
        }
    }

    @Test
    @Tag("nightly")
    void aPageThatIsOpenWhileTheServerRestartsIsCompleteAgain(WebPipeline pipeline) throws Exception {
        Map<String, String> port = Map.of("DASHBOARD_PORT", Integer.toString(Ports.free()));
        try (Browser browser = Browser.open("live-restart")) {
            browser.expect("physics.* 404|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET");
            Dashboard first = pipeline.dashboard(port);
            try (Ingest ingest = pipeline.playAgainAndAgain(physics, 0, 24)) {
                LecturePage page = LecturePage.visit(browser, first.url(), physics);
                Browser.eventually().until(() -> browser.text("#connection").equals("Live"));
                page.openTable();
                Browser.eventually().until(() -> states(page), states -> states.contains(FINAL) && states.size() > 2);
                first.close();
                Browser.eventually().until(() -> browser.text("#connection").equals("Connection lost, trying again"));
                ingest.stop();
                try (Dashboard second = pipeline.dashboard(port)) {
                    Browser.eventually().until(() -> browser.text("#connection").matches("Live|Ended"));
                    Browser.eventually().until(() -> browser.text("#connection").equals("Ended"));
                    showsWhatTheApiSays(page, new Api(second.url()), physics);
                    assertThat(page.windows()).hasSizeGreaterThan(2);
                }
            }
        }
    }

    private static List<String> states(LecturePage page) {
        return page.windows().stream().map(row -> row.get(row.size() - 1)).toList();
    }

    private void seesTheWholePastAtOnce(WebPipeline pipeline, LecturePage before) {
        List<List<String>> past = finals(before);
        try (Browser browser = Browser.open("live-middle")) {
            LecturePage page = LecturePage.visit(browser, pipeline.url(), algebra);
            browser.awaitText("Since the start");
            page.openTable();
            Browser.eventually().until(() -> !page.windows().isEmpty());
            assertThat(finals(page)).containsAll(past);
        }
    }

    private static List<List<String>> finals(LecturePage page) {
        return page.windows().stream().filter(row -> row.contains(FINAL)).toList();
    }

    /** In the table, under the pointer, and in the panel of the window that is clicked. */
    private static void showsWhatTheApiSays(LecturePage page, Api api, String lecture) {
        Browser.eventually()
                .untilAsserted(() -> assertThat(page.windows()).isEqualTo(LecturePage.rows(api.moods(lecture))));
        Map<String, List<String>> tips = page.hover();
        for (JsonNode mood : api.moods(lecture)) {
            assertThat(tips).containsEntry(LecturePage.title(mood), LecturePage.shares(mood));
        }
        JsonNode second = api.moods(lecture).get(1);
        assertThat(page.clickOn(LecturePage.title(second))).isEqualTo(LecturePage.shares(second));
    }

    private static void saysWhatTheTopicSays(WebPipeline pipeline, Api api, String lecture) {
        Map<Instant, LectureMood> topic = MoodsTopic.of(lecture, pipeline.settings());
        List<JsonNode> moods = api.moods(lecture);
        assertThat(moods)
                .extracting(mood -> Instant.parse(mood.path("from").asText()))
                .containsExactlyElementsOf(topic.keySet());
        for (JsonNode mood : moods) {
            LectureMood truth = topic.get(Instant.parse(mood.path("from").asText()));
            assertThat(mood.path("frames").asLong()).isEqualTo(truth.getFrames());
            assertThat(mood.path(FINAL).asBoolean()).isEqualTo(truth.getIsFinal());
            truth.getShares()
                    .forEach((emotion, share) -> assertThat(
                                    mood.path("shares").path(emotion).asDouble())
                            .isCloseTo(share, within(0.005)));
        }
    }

    /** Late frames may change a window that is long over; the page follows. */
    private void aCorrectionIsShown(WebPipeline pipeline, LecturePage page, Api api) throws Exception {
        LectureMood mood =
                MoodsTopic.of(algebra, pipeline.settings()).values().iterator().next();
        LectureMood corrected = LectureMood.newBuilder(mood)
                .setShares(MoodsTopic.all(Emotion.disgust))
                .build();
        MoodsTopic.publish(corrected, pipeline.settings());
        Browser.eventually().until(() -> page.windows().get(0).get(2).equals("100 %"));
        assertThat(page.windows()).isEqualTo(LecturePage.rows(api.moods(algebra)));
    }
}
