package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every page, as somebody sees it who comes for the first time. */
@InBrowser
class PagesIT {
    private static final List<String> PAGES =
            List.of("/", "/lectures/no-such-lecture", "/join", "/join/algebra", "/for-you", "/sign-in", "/api");

    private static final int LIGHT = 200_000;

    @Test
    void everyPageHasATitleAndOneHeadingAndNoFaultThatAxeKnows(WebPipeline pipeline) throws Exception {
        try (Browser browser = Browser.open("pages")) {
            browser.expect("no-such-lecture.* 404");
            for (String page : PAGES) {
                browser.visit(pipeline.url() + page);
                browser.settle();
                assertThat(browser.script("return document.title")).asString().endsWith("· moodstream");
                assertThat(browser.count("h1")).as("headings of " + page).isEqualTo(1);
                for (boolean dark : List.of(false, true)) {
                    browser.dark(dark);
                    assertThat(Axe.violations(browser))
                            .as(page + ", dark " + dark)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void noPageIsWiderThanAPhone(WebPipeline pipeline) {
        try (Browser browser = Browser.open("pages-phone")) {
            browser.expect("no-such-lecture.* 404");
            browser.phone();
            for (String page : PAGES) {
                browser.visit(pipeline.url() + page);
                browser.settle();
                assertThat(browser.script("return document.documentElement.scrollWidth"))
                        .as("width of " + page)
                        .isEqualTo(390L);
            }
        }
    }

    @Test
    void thePagesAreLight(WebPipeline pipeline) {
        for (String page : List.of("/", "/lectures/algebra", "/join", "/for-you")) {
            try (Browser browser = Browser.open("pages-first")) {
                browser.expect("algebra.* 404");
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
