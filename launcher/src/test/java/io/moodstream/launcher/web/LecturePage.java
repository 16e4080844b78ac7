package io.moodstream.launcher.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.moodstream.schemas.Emotion;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A lecture's page as somebody sees it. */
final class LecturePage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private static final int STEPS = 60;

    private final Browser browser;

    private LecturePage(Browser browser) {
        this.browser = browser;
    }

    /** Goes to a lecture. */
    static LecturePage visit(Browser browser, String url, String lecture) {
        browser.visit(url + "/lectures/" + lecture);
        return new LecturePage(browser);
    }

    /** Opens the table of all windows. */
    void openTable() {
        browser.click("All windows as a table");
    }

    /** The table of all windows, earliest first: time, seven shares, the other numbers, whether it is final. */
    List<List<String>> windows() {
        List<List<String>> rows = new ArrayList<>();
        Object cells = browser.script("return [...document.querySelectorAll('#table tbody tr')]"
                + ".map(row => [...row.cells].map(cell => cell.innerText.trim()).join('|')).reverse()");
        ((List<?>) cells).forEach(row -> rows.add(List.of(((String) row).split("\\|"))));
        return rows;
    }

    /** How the API's windows must look in the table. */
    static List<List<String>> rows(List<JsonNode> moods) {
        return moods.stream().map(LecturePage::row).toList();
    }

    private static List<String> row(JsonNode mood) {
        List<String> cells = new ArrayList<>();
        cells.add(time(mood.path("from").asText()));
        cells.addAll(shares(mood));
        cells.add(percent(mood.path("positivity")));
        cells.add(percent(mood.path("negativity")));
        cells.add(Math.round(mood.path("readable").asDouble()) + " of "
                + mood.path("participants").asInt());
        cells.add(percent(mood.path("coverage")));
        cells.add(mood.path("frames").asText());
        cells.add(mood.path("final").asBoolean() ? "final" : "still open");
        return cells;
    }

    /** Points at the chart all the way from left to right: what it says about each window, by its title. */
    Map<String, List<String>> hover() {
        Map<String, List<String>> tips = new TreeMap<>();
        browser.script("document.querySelector('#timeline').scrollIntoView({block: 'center'})");
        for (int step = 0; step <= STEPS; step++) {
            browser.mouse("mouseMoved", "#timeline", (double) step / STEPS, 0.2);
            String tip = browser.text("#timeline .tip:not([hidden])");
            if (tip.contains("coverage")) {
                tips.put(tip.lines().findFirst().orElseThrow(), numbers("#timeline .tip-value"));
            }
        }
        return tips;
    }

    /** Clicks in the middle of a window that the chart shows: what the panel says about its shares. */
    List<String> clickOn(String tipTitle) {
        for (int step = 0; step <= STEPS; step++) {
            browser.mouse("mouseMoved", "#timeline", (double) step / STEPS, 0.2);
            if (browser.text("#timeline .tip:not([hidden])").startsWith(tipTitle)) {
                browser.mouse("mousePressed", "#timeline", (double) step / STEPS, 0.2);
                browser.mouse("mouseReleased", "#timeline", (double) step / STEPS, 0.2);
                break;
            }
        }
        browser.awaitText(tipTitle);
        return numbers("#window tbody td:first-of-type");
    }

    private List<String> numbers(String css) {
        return Arrays.asList(((String) browser.script(
                        "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim()).join('|')",
                        css))
                .split("\\|"));
    }

    /** What the chart calls a window of the API. */
    static String title(JsonNode mood) {
        return time(mood.path("from").asText()) + " – " + time(mood.path("to").asText());
    }

    /** Shares as pages show them, in FER2013's order. */
    static List<String> shares(JsonNode mood) {
        return Arrays.stream(Emotion.values())
                .map(emotion -> percent(mood.path("shares").path(emotion.name())))
                .toList();
    }

    private static String time(String instant) {
        return TIME.format(Instant.parse(instant));
    }

    private static String percent(JsonNode share) {
        double value = share.asDouble();
        return value > 0 && value < 0.005 ? "< 1 %" : Math.round(value * 100) + " %";
    }
}
