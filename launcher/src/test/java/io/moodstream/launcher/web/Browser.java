package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.pollinterval.IterativePollInterval.iterative;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;

/**
 * A headless Chromium with a profile of its own that reaches this machine only. Closing it fails if its console showed
 * an error: a script that failed, something the page's policy forbids, a request that failed or went to another host.
 */
final class Browser implements AutoCloseable {
    /** A name of this machine of which browsers think that it is another one, so that http is not secure. */
    static final String INSECURE = "class.example";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final Duration SELDOM = Duration.ofMillis(500);
    private static final Path PICTURES = Path.of("target", "browser");

    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(
                Level.SEVERE); // it warns that it knows no classes for this version's protocol, which is not used
    }

    private final ChromeDriver driver;
    private final Path profile;
    private final String name;
    private final List<Pattern> expected = new ArrayList<>();

    private Browser(ChromeDriver driver, Path profile, String name) {
        this.driver = driver;
        this.profile = profile;
        this.name = name;
    }

    /**
     * Starts one.
     *
     * @param name what its last picture is called, under target/browser
     */
    static Browser open(String name) {
        return open(name, List.of());
    }

    /** Starts one whose camera shows a video and whose user always lets pages use it. */
    static Browser withCamera(String name, Path video) {
        return open(
                name,
                List.of(
                        "--use-fake-device-for-media-stream",
                        "--max-gum-fps=5", // as many as the class has; else the video costs more than its page
                        "--use-fake-ui-for-media-stream",
                        "--use-file-for-fake-video-capture=" + video.toAbsolutePath()));
    }

    /** Starts one whose user always shares the tab with this title when a page asks for a window. */
    static Browser sharing(String name, String title) {
        return open(name, List.of("--auto-select-tab-capture-source-by-title=" + title, "--window-size=1600,1000"));
    }

    private static Browser open(String name, List<String> more) {
        InstalledBrowser installed =
                InstalledBrowser.find().orElseThrow(() -> new IllegalStateException(InstalledBrowser.ADVICE));
        Path profile = temporaryFolder();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(installed.chromium().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-color-profile=srgb",
                "--force-prefers-reduced-motion", // a dot that breathes draws the page sixty times a second
                "--hide-scrollbars",
                "--host-resolver-rules=MAP " + INSECURE
                        + " 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
                "--user-data-dir=" + profile);
        options.addArguments(more);
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(installed.driver().toFile())
                .usingAnyFreePort()
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options), profile, name);
        browser.desktop();
        return browser;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("moodstream-browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A window of 1280 x 800. */
    void desktop() {
        window(1280, 800);
    }

    /** A window of 390 x 844, as phones have. */
    void phone() {
        window(390, 844);
    }

    /** A window of 320 x 568: the narrowest that pages must fit (WCAG 2.2, 1.4.10). */
    void narrow() {
        window(320, 568);
    }

    private void window(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    /** Whether its user likes dark pages; and no animations, so that pictures are of something that stands still. */
    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Goes to an address. */
    void visit(String url) {
        driver.get(url);
    }

    /** Goes on with the first tab, which opened the others and stays behind them. */
    void firstTab() {
        driver.switchTo().window(driver.getWindowHandles().iterator().next());
    }

    /** Brings the tab to the front, so that it is drawn. */
    void toFront() {
        command("Page.bringToFront", Map.of());
    }

    /** The address it is at. */
    String url() {
        return String.valueOf(driver.getCurrentUrl());
    }

    /** Waits, long enough for a busy machine, until a check holds. Looking costs what it looks at time: less and less. */
    static ConditionFactory eventually() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(iterative(last -> min(last.multipliedBy(3).dividedBy(2), SELDOM), OFTEN));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Waits until the page shows a text. */
    void awaitText(String text) {
        eventually().untilAsserted(() -> assertThat(text()).containsIgnoringCase(text));
    }

    /** All text that can be seen. */
    String text() {
        return text("body");
    }

    /** The text that can be seen in the first element of that kind; empty without one. */
    String text(String css) {
        return Optional.ofNullable((String) script(
                        "const e = document.querySelector(arguments[0]); return e && (e.innerText ?? e.textContent)",
                        css))
                .orElse("");
    }

    /** How many elements of that kind are there and can be seen. */
    int count(String css) {
        return ((Number) script(
                        "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).length",
                        css))
                .intValue();
    }

    /** The first visible element of that kind, waited for. */
    WebElement find(By by) {
        return eventually()
                .ignoreExceptions()
                .until(
                        () -> driver.findElements(by).stream()
                                .filter(WebElement::isDisplayed)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The first element of that kind, whether it can be seen or not. */
    WebElement hidden(By by) {
        return driver.findElement(by);
    }

    /** Clicks the first button, link, tab or label that says these words, perhaps among others. */
    void click(String words) {
        String said = "[contains(normalize-space(.), \"" + words + "\") or @aria-label=\"" + words + "\"]";
        find(By.xpath("//button" + said + " | //a" + said + " | //*[@role='tab']" + said + " | //summary" + said
                        + " | //label" + said))
                .click();
    }

    /** Clicks the button that says exactly this. */
    void press(String words) {
        find(By.xpath("//button[normalize-space()=\"" + words + "\"]")).click();
    }

    /** Writes into the field of that label, in place of what is there. */
    void type(String label, String text) {
        WebElement field = find(By.xpath("//input[@id=//label[normalize-space()=\"" + label + "\"]/@for]"));
        field.clear();
        field.sendKeys(text);
    }

    /** Waits until the page asks the server for nothing, besides its live events. */
    void settle() {
        Number[] before = {-1};
        eventually().pollInterval(Duration.ofMillis(300)).until(() -> {
            Number now = (Number) script("return document.readyState === 'complete'"
                    + " ? performance.getEntriesByType('resource').length + document.body.innerText.length : -2");
            boolean same = now.equals(before[0]);
            before[0] = now;
            return same;
        });
    }

    /**
     * Moves the mouse over an element, or presses or releases its button there.
     *
     * @param type mouseMoved, mousePressed or mouseReleased
     * @param across how far from the element's left to its right, 0 to 1
     * @param down how far from its top to its bottom, 0 to 1
     */
    void mouse(String type, String css, double across, double down) {
        List<?> point = (List<?>) script(
                "const r = document.querySelector(arguments[0]).getBoundingClientRect();"
                        + " return [r.left + r.width * arguments[1], r.top + r.height * arguments[2]].map(String)",
                css,
                across,
                down);
        command(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        type,
                        "x",
                        Double.valueOf((String) point.get(0)),
                        "y",
                        Double.valueOf((String) point.get(1)),
                        "button",
                        type.equals("mouseMoved") ? "none" : "left",
                        "clickCount",
                        type.equals("mouseMoved") ? 0 : 1));
    }

    /** Drops a file onto an element. */
    void drop(Path file, String css) {
        List<?> point = (List<?>) script(
                "const r = document.querySelector(arguments[0]).getBoundingClientRect();"
                        + " return [r.left + r.width / 2, r.top + r.height / 2].map(Math.round)",
                css);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            Map<String, Object> data =
                    Map.of("items", List.of(), "files", List.of(file.toString()), "dragOperationsMask", 1);
            command(
                    "Input.dispatchDragEvent",
                    Map.of("type", type, "x", point.get(0), "y", point.get(1), "data", data));
        }
    }

    /** Runs a script in the page. */
    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs a script that hands its result to {@code done}. */
    Object await(String script, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return driver.executeAsyncScript("const done = arguments[arguments.length - 1];" + script, arguments);
    }

    /** The status that the page's own request gets, with its cookies. */
    int status(String path) {
        return ((Number) await("fetch(arguments[0]).then(r => done(r.status))", path)).intValue();
    }

    /** One command of Chromium's debugging protocol. */
    Map<String, Object> command(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    /** A picture of the whole page, of its upper part where it is very long. */
    void picture(Path file) {
        Object height = script("return Math.min(2000, document.documentElement.scrollHeight)");
        Object width = script("return document.documentElement.clientWidth");
        Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
        Object data = command("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip))
                .get("data");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode((String) data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that lines of the console in which this is found are no fault: this test provokes them. */
    void expect(String regex) {
        expected.add(Pattern.compile(regex));
    }

    /** Errors that the console has shown since the last call. */
    List<String> consoleErrors() {
        return driver.manage().logs().get("browser").getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .filter(line ->
                        expected.stream().noneMatch(some -> some.matcher(line).find()))
                .toList();
    }

    @Override
    public void close() {
        try {
            picture(PICTURES.resolve(name + ".png"));
            assertThat(consoleErrors()).as("errors on the console of " + name).isEmpty();
        } finally {
            driver.quit();
            Folders.delete(profile);
        }
    }
}
