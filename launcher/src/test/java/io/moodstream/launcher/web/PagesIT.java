package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for every page, as somebody sees it who comes for the first time. */
@InBrowser
class PagesIT {
    private static final List<String> PAGES =
            List.of("/", "/lectures/no-such-lecture", "/join", "/join/algebra", "/for-you", "/sign-in", "/api");

    private static final int LIGHT = 200_000;

    @Test
    void everyPageHasATitleAndOneHeadingFitsAPhoneAndHasNoFaultThatAxeKnows(WebPipeline pipeline) throws Exception {
        try (Browser browser = Browser.open("pages")) {
            browser.expect("no-such-lecture.* 404");
            for (String page : PAGES) {
                browser.visit(pipeline.url() + page);
                browser.settle();
                assertThat(browser.script("return document.title")).asString().endsWith("· moodstream");
                assertThat(browser.count("h1")).as("headings of " + page).isEqualTo(1);
                assertThat(shift(browser)).as("layout shift of " + page).isLessThan(0.1);
                hasNoFault(browser, page);
            }
        }
    }

    @Test
    void aLectureHasNoFaultThatAxeKnows(WebPipeline pipeline) throws Exception {
        pipeline.playAtOnce("chemistry");
        try (Browser browser = Browser.open("pages-lecture")) {
            browser.expect("chemistry.* 404");
            LecturePage page = LecturePage.visit(browser, pipeline.url(), "chemistry");
            Browser.eventually().until(() -> browser.text("#report").contains("Estimated shares over the lecture"));
            List<String> figures = figures(new Api(pipeline.url()).lecture("chemistry"));
            assertThat(words(browser, "#lecture")).contains(figures);
            page.openTable();
            page.hover();
            browser.mouse("mousePressed", "#timeline", 0.3, 0.2);
            browser.mouse("mouseReleased", "#timeline", 0.3, 0.2);
            browser.awaitText("Mean probability");
            hasNoFault(browser, "a lecture");
            browser.visit(pipeline.url() + "/");
            browser.awaitText("chemistry");
            assertThat(words(browser, ".lecture-entry:has(a[href='/lectures/chemistry'])"))
                    .contains(figures);
            browser.visit(pipeline.url() + "/api/lectures/chemistry/report.html");
            assertThat(browser.text()).contains(figures);
            assertThat(browser.count("header, main, footer")).isEqualTo(3);
            hasNoFault(browser, "a report");
            browser.click("Back to the lecture");
            Browser.eventually().until(() -> browser.url().equals(pipeline.url() + "/lectures/chemistry"));
            browser.visit(pipeline.url() + "/");
            browser.awaitText("chemistry");
            hasNoFault(browser, "lectures");
        }
    }

    private static String words(Browser browser, String css) {
        return browser.text(css).replace('\u00a0', ' ');
    }

    /** What the API says about an ended lecture, in the words that all pages share: a share, coverage, length. */
    private static List<String> figures(JsonNode lecture) {
        JsonNode report = lecture.path("report");
        double most = 0;
        for (JsonNode estimate : report.path("shares")) {
            most = Math.max(most, estimate.path("share").asDouble());
        }
        Duration length = Duration.between(
                Instant.parse(report.path("startedAt").asText()),
                Instant.parse(report.path("endedAt").asText()));
        return List.of(
                "an estimated " + Math.round(100 * most) + " % of the readable faces",
                Math.round(100 * report.path("coverage").asDouble()) + " %",
                length.toSeconds() < 60 ? length.toSeconds() + " s" : Math.round(length.toSeconds() / 60.0) + " min");
    }

    /** How far the page's parts have moved while it loaded: Cumulative Layout Shift, good below 0.1. */
    private static double shift(Browser browser) {
        Object sum = browser.await("""
                new PerformanceObserver((list) => done(list.getEntries().reduce((sum, { value }) => sum + value, 0)))
                  .observe({ type: "layout-shift", buffered: true });
                requestAnimationFrame(() => setTimeout(() => done(0), 500));
                """);
        return ((Number) sum).doubleValue();
    }

    /** In light and in dark, and not wider than a phone. */
    private static void hasNoFault(Browser browser, String page) throws Exception {
        browser.dark(false);
        assertThat(Axe.violations(browser)).as(page + ", light").isEmpty();
        browser.dark(true);
        assertThat(Axe.violations(browser)).as(page + ", dark").isEmpty();
        browser.phone();
        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .as("width of " + page)
                .isEqualTo(390L);
        browser.narrow();
        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .as("width of " + page + " in a narrow window")
                .isEqualTo(320L);
        browser.desktop();
    }

    @Test
    void thePagesAreLight(WebPipeline pipeline) {
        try (Browser browser = Browser.open("pages-first")) {
            browser.expect("algebra.* 404");
            for (String page : List.of("/", "/lectures/algebra", "/join", "/for-you")) {
                browser.command("Network.clearBrowserCache", Map.of());
                browser.visit(pipeline.url() + page);
                browser.settle();
                Object bytes = browser.script("""
                        return [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
                          .reduce((sum, entry) => sum + entry.transferSize, 0);
                        """);
                System.out.println(page + " transfers " + bytes + " bytes the first time");
                assertThat(((Number) bytes).intValue()).isBetween(1_000, LIGHT);
            }
        }
    }
}
