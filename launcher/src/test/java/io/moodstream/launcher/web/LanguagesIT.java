package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Pages in the reader's language: chosen by the browser or by the switch, whole, and from right to left in Arabic. */
@InBrowser
class LanguagesIT {
    private static final List<String> PAGES =
            List.of("/", "/join/algebra", "/for-you", "/sign-in", "/api", "/lectures/unbekannt", "/nowhere");

    /** Texts that a reader sees or hears, but for names, commands and what says itself that it is English. */
    private static final String TEXTS = """
            const skipped = "[lang=en], code, .code, .title-link, .title-host, .genres, #language, #join-code, script, style";
            const texts = [];
            const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              const parent = walker.currentNode.parentElement;
              if (!parent.closest(skipped) && (parent.localName === "title" || parent.checkVisibility())) texts.push(walker.currentNode.data);
            }
            for (const name of ["alt", "aria-label", "placeholder", "title"]) {
              for (const element of document.querySelectorAll(`[${name}]`)) {
                if (!element.closest(skipped) && element.checkVisibility()) texts.push(element.getAttribute(name));
              }
            }
            return texts.join("\\n");
            """;

    /** Words that hardly an English sentence does without. */
    private static final String ENGLISH =
            "(?s).*\\b(?i:the|and|of|is|are|your|you|this|with|from|face|faces|lecture|lectures|sign|join|page)\\b.*";

    @Test
    void everyPageIsInTheLanguageOfTheBrowserAndOfTheSwitch(WebPipeline pipeline) throws Exception {
        try (Browser browser = Browser.open("languages")) {
            browser.expect(" 404");
            speak(browser, "de-AT,de,en");
            isWhole(browser, pipeline, "de", "ltr");
            browser.visit(pipeline.url() + "/sign-in");
            browser.find(By.cssSelector("#language option[value=ar]")).click();
            Browser.eventually().until(() -> browser.text("h1").contains("تسجيل"));
            isWhole(browser, pipeline, "ar", "rtl");
            assertThat(browser.script("return document.querySelector('#language').value"))
                    .isEqualTo("ar");
        }
    }

    private static void isWhole(Browser browser, WebPipeline pipeline, String language, String direction)
            throws Exception {
        for (String page : PAGES) {
            browser.visit(pipeline.url() + page);
            browser.settle();
            assertThat(browser.script("return document.documentElement.lang"))
                    .as(page)
                    .isEqualTo(language);
            assertThat(browser.script("return getComputedStyle(document.body).direction"))
                    .isEqualTo(direction);
            hasNoEnglish(browser, language + " " + page);
            assertThat(browser.script(
                            "return performance.getEntriesByType('resource').filter(e => /part-/.test(e.name))"
                                    + ".length")) // catalogues of other languages are not loaded
                    .as("parts of " + page)
                    .satisfies(parts -> assertThat(((Number) parts).intValue()).isLessThan(15));
            browser.phone();
            assertThat(browser.script("return document.documentElement.scrollWidth"))
                    .as("width of " + page + " in " + language)
                    .isEqualTo(390L);
            browser.desktop();
        }
        assertThat(Axe.violations(browser)).isEmpty();
    }

    @Test
    @Tag("nightly")
    void aLectureAndItsReportAreInTheLanguage(WebPipeline pipeline) throws Exception {
        pipeline.playAtOnce("sprachen");
        try (Browser browser = Browser.open("languages-lecture")) {
            browser.expect("sprachen.* 404");
            for (String language : List.of("de", "ar")) {
                speak(browser, language);
                LecturePage.visit(browser, pipeline.url(), "sprachen");
                Browser.eventually().until(() -> browser.count("#report") == 1);
                browser.find(By.cssSelector("#table-details summary")).click();
                hasNoEnglish(browser, "lecture in " + language);
                browser.visit(pipeline.url() + "/api/lectures/sprachen/report.html");
                assertThat(browser.script("return document.documentElement.lang"))
                        .isEqualTo(language);
                assertThat(browser.text("h2")).isEqualTo(language.equals("de") ? "In Kürze" : "باختصار");
            }
        }
    }

    @Test
    @Tag("nightly")
    void aPictureAndWhatFitsItAreInTheLanguage(WebPipeline pipeline) throws Exception {
        try (Browser browser = Browser.open("languages-for-you")) {
            Path student = pipeline.student(13);
            for (String language : List.of("de", "ar")) {
                speak(browser, language);
                browser.visit(pipeline.url() + "/for-you");
                browser.settle();
                browser.hidden(By.id("file")).sendKeys(student.toString());
                browser.find(By.id("send")).click();
                Browser.eventually().until(() -> browser.count("#result") == 1);
                assertThat(browser.text("#sentence")).contains(language.equals("de") ? "fröhlich" : "السرور");
                hasNoEnglish(browser, "result in " + language);
            }
        }
    }

    private static void hasNoEnglish(Browser browser, String what) {
        assertThat((String) browser.script(TEXTS)).as(what).isNotBlank().doesNotMatch(ENGLISH);
    }

    private static void speak(Browser browser, String languages) {
        Object agent = browser.script("return navigator.userAgent");
        browser.command("Emulation.setUserAgentOverride", Map.of("userAgent", agent, "acceptLanguage", languages));
    }
}
