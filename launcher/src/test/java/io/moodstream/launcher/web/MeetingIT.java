package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moodstream.dashboard.Dashboard;
import io.moodstream.ingest.Ingest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a teacher sees and does where many people are in one picture: a hall, or the window of a meeting. */
@InBrowser
class MeetingIT {
    private static final String TITLE = "Gallery of the meeting";
    private static final List<Integer> ALL = IntStream.range(0, 24).boxed().toList();

    /** Opens the meeting in a tab of its own. */
    private static final String OPEN_MEETING = """
            window.meeting = window.open('about:blank');
            meeting.document.title = arguments[0];
            """;

    /**
     * Lays the meeting out: students of the class in a grid, as they look at several moments, two a second. Those from 25
     * on are the same ones mirrored.
     */
    private static final String SHOW_MEETING = """
            const [rooms, students] = arguments;
            const columns = Math.ceil(Math.sqrt(students.length));
            Object.assign(meeting.document.body.style, { margin: 0, background: 'black' });
            meeting.document.body.replaceChildren(...students.map((student, place) => {
                const tile = meeting.document.createElement('div');
                Object.assign(tile.style, {
                    position: 'absolute', width: `${100 / columns}vw`, height: `${100 / columns}vh`,
                    left: `${place % columns * 100 / columns}vw`, top: `${Math.floor(place / columns) * 100 / columns}vh`,
                    transform: student >= 25 ? 'scaleX(-1)' : 'none', backgroundSize: '500% 500%',
                    backgroundPosition: `${student % 5 * 25}% ${Math.floor(student / 5) % 5 * 25}%`,
                });
                return tile;
            }));
            let next = 0;
            const show = () => {
                const room = `url(${rooms[next++ % rooms.length]})`;
                for (const tile of meeting.document.body.children) tile.style.backgroundImage = room;
            };
            clearInterval(window.showing);
            window.showing = setInterval(show, 500);
            show();
            """;

    private static final String LABELS_APART = """
            const all = [...document.querySelectorAll('.view-tag')].map(tag => tag.getBoundingClientRect());
            return all.every((a, i) => all.every((b, j) => i === j || a.right <= b.left + 0.1 || b.right <= a.left + 0.1
                || a.bottom <= b.top + 0.1 || b.bottom <= a.top + 0.1));
            """;

    private final String seminar = WebPipeline.lecture("seminar");
    private final String seats = WebPipeline.lecture("seats");
    private final String frozen = WebPipeline.lecture("frozen");

    @Test
    void aMeetingsWindowIsWatchedAndSeenAtItsPlaces(WebPipeline pipeline) throws Exception {
        try (Dashboard dashboard = pipeline.dashboard(Map.of("DASHBOARD_LIVE_PICTURES", "true"));
                Browser browser = Browser.sharing("meeting", TITLE)) {
            browser.expect("seminar.* 404");
            browser.visit(dashboard.url() + "/");
            browser.find(By.id("meeting-lecture")).sendKeys("two words", Keys.ENTER);
            browser.awaitText("only letters A to Z");
            browser.find(By.id("meeting-lecture")).clear();
            browser.find(By.id("meeting-lecture")).sendKeys(seminar, Keys.ENTER);
            browser.awaitText("There is no lecture “" + seminar + "” yet");
            readsTheNotice(browser);
            browser.script(OPEN_MEETING, TITLE);
            browser.firstTab();
            show(browser, pipeline, ALL);
            starts(browser);
            browser.toFront(); // until here it sent from behind the meeting
            seesTheFaces(browser);
            followsAHint(browser);
            pausesAndGoesOn(browser);
            hearsThatTheGalleryIsLaidOutAnew(browser, pipeline);
            countsNobodyTwice(browser, new Api(dashboard.url()), pipeline);
            stopsWithTheBrowser(browser);
        }
    }

    private static void show(Browser browser, WebPipeline pipeline, List<Integer> students) {
        List<String> rooms = IntStream.range(22, 28)
                .mapToObj(second -> Base64.getEncoder().encodeToString(pipeline.roomPicture(second)))
                .map(picture -> "data:image/jpeg;base64," + picture)
                .toList();
        browser.script(SHOW_MEETING, rooms, students);
    }

    private static void readsTheNotice(Browser browser) {
        String notice = String.valueOf(browser.script("return document.querySelector('#meeting-notice').value"));
        assertThat(notice)
                .contains(
                        "visible expression",
                        "once a second",
                        "Pictures are kept for",
                        "Hints for attention are kept for 7 days",
                        "You may refuse");
        browser.click("every 2 s");
        assertThat(String.valueOf(browser.script("return document.querySelector('#meeting-notice').value")))
                .contains("every two seconds");
        browser.click("2 a second");
        browser.press("Choose the window and start");
        browser.awaitText("Nothing is sent unless the participants have been told");
    }

    private static void starts(Browser browser) {
        browser.click("The participants have been told");
        browser.press("Choose the window and start");
        Browser.eventually().until(() -> browser.text("#meeting-state").equals("Sending"));
        Browser.eventually().until(() -> browser.text("#meeting-faces").matches("2[0-9] faces were found in it."));
        assertThat(browser.count("#meeting-picture")).isOne();
        String size = browser.text("#meeting-sent");
        assertThat(Integer.parseInt(size.replaceAll(".*kB, (\\d+) ×.*", "$1"))).isGreaterThanOrEqualTo(1280);
    }

    private static void seesTheFaces(Browser browser) {
        Browser.eventually().until(() -> browser.text("#connection").equals("Live"));
        Browser.eventually().until(() -> browser.count(".view-face") >= 20);
        assertThat(browser.text("#view-card h3")).isEqualTo("meeting");
        Browser.eventually().until(() -> browser.count(".view-picture") == 1);
        assertThat(browser.script(LABELS_APART)).isEqualTo(true);
        browser.phone();
        Browser.eventually()
                .untilAsserted(() -> assertThat(browser.script(LABELS_APART)).isEqualTo(true));
        browser.desktop();
        Browser.eventually().until(() -> {
            WebElement shown = browser.find(By.id("view-picture")); // which moves while the page finds its new width
            if (shown.isSelected()) {
                shown.click();
            }
            return browser.count(".view-picture") == 0;
        });
    }

    private static void followsAHint(Browser browser) {
        Browser.eventually().until(() -> browser.count("#attention .link") > 0);
        browser.script("document.querySelector('#attention .link').click()");
        Browser.eventually().until(() -> browser.count(".view-face-chosen") == 1);
        assertThat(String.valueOf(browser.script("return document.activeElement.getAttribute('aria-label')")))
                .matches("Face \\d+ .*Hint: a visibly negative expression for a while\\.");
        browser.find(By.cssSelector(".view-face-chosen")).sendKeys(Keys.ARROW_RIGHT);
        assertThat(browser.count(".view-face-chosen")).isOne();
        assertThat(browser.text(".view-source > p:last-child")).startsWith("Face ");
    }

    private static void pausesAndGoesOn(Browser browser) {
        browser.script("scrollTo(0, 0)"); // away from under the header
        browser.press("Pause");
        Browser.eventually().until(() -> browser.text("#meeting-state").equals("Paused"));
        int sent = sent(browser);
        Browser.eventually().until(() -> browser.text("#connection").contains("paused"));
        assertThat(sent(browser)).isEqualTo(sent);
        browser.press("Resume");
        Browser.eventually().until(() -> sent(browser) > sent);
    }

    private static int sent(Browser browser) {
        return Integer.parseInt(browser.text("#meeting-sent").replaceAll(".*; (\\d+) pictures?.*", "$1"));
    }

    /** Two people join at the beginning: everybody else moves to another place of a larger grid. */
    private static void hearsThatTheGalleryIsLaidOutAnew(Browser browser, WebPipeline pipeline) {
        Browser.eventually().until(() -> browser.count(".view-face") >= 20);
        List<Integer> more = new ArrayList<>(List.of(30, 37));
        more.addAll(ALL);
        show(browser, pipeline, more);
        Browser.eventually().until(() -> browser.text("#view").contains("laid out anew at"));
    }

    private void countsNobodyTwice(Browser browser, Api api, WebPipeline pipeline) throws Exception {
        browser.script("const choice = document.querySelector('#meeting-counting'); choice.value = 'here';"
                + " choice.dispatchEvent(new Event('change'))");
        try (Ingest six = pipeline.playSeats(seminar, 6, 3, 23)) {
            Browser.eventually()
                    .until(() -> api.moods(seminar), moods -> moods.stream().anyMatch(MeetingIT::countsHere));
            browser.awaitText("only those in the window are counted");
            six.stop();
        }
        JsonNode here = api.moods(seminar).stream()
                .filter(MeetingIT::countsHere)
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(here.path("participants").asInt()).isBetween(22, 28);
    }

    private static boolean countsHere(JsonNode mood) {
        return mood.path("counting").asText().equals("here");
    }

    private static void stopsWithTheBrowser(Browser browser) {
        browser.script("meeting.close()");
        browser.awaitText("The browser has stopped sharing the window");
        assertThat(browser.count("#meeting-live")).isZero();
        assertThat(browser.count("#meeting-start")).isOne();
    }

    @Test
    @Tag("nightly")
    void sixSeatsWithOneHundredAndFiftyFacesAreSixParticipants(WebPipeline pipeline) throws Exception {
        pipeline.playSeatsAtOnce(seats, 6, 10, 22);
        try (Browser browser = Browser.open("seats")) {
            LecturePage.visit(browser, pipeline.url(), seats);
            Browser.eventually().until(() -> browser.text("#connection").equals("Ended"));
            Browser.eventually().until(() -> browser.text("#figures").contains("Bystanders"));
            assertThat(browser.text("#figures")).containsPattern("Participants\\s+6\\s");
        }
        assertThat(new Api(pipeline.url()).moods(seats)).isNotEmpty().allSatisfy(mood -> {
            assertThat(mood.path("participants").asInt()).isEqualTo(6);
            assertThat(mood.path("bystanders").asDouble()).isGreaterThan(100);
        });
    }

    @Test
    @Tag("nightly")
    void aFrozenCameraIsToldAndItsFacesCountAsNotReadable(WebPipeline pipeline) throws Exception {
        try (Browser browser = Browser.open("frozen")) {
            browser.expect("frozen.* 404");
            LecturePage.visit(browser, pipeline.url(), frozen);
            browser.awaitText("There is no lecture “" + frozen + "” yet");
            try (Ingest hall = pipeline.playFrozen(frozen, 40)) {
                Browser.eventually().until(() -> browser.text("#view").contains("Frozen since"));
                assertThat(browser.count(".view-face")).isEqualTo(browser.count(".view-face-unread"));
                hall.awaitEnd();
            }
        }
    }
}
