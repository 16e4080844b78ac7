package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moodstream.ingest.Ingest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What pages say about a lecture while every stage, and then the broker, is killed with SIGKILL and started again. Each
 * is a process of its own.
 */
@ExtendWith(InBrowser.Required.class)
@Tag("nightly")
@Isolated // it needs the cores: what it measures is time
class StoppedStagesIT {
    private static final String LECTURE = "algebra";
    private static final Path PICTURES = Path.of("target", "browser");

    /** The state must be wrong for ten seconds to be told; a busy machine gets some more. */
    private static final Duration RIGHT_WITHIN = Duration.ofSeconds(25);

    private static final Duration LIVE_WITHIN = Duration.ofMinutes(2);

    private final List<Double> wrongFor = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void theLecturesPageSaysWhatHasStoppedAndWhenItIsLiveAgain() throws Exception {
        try (ProcessPipeline pipeline = ProcessPipeline.start(folder);
                Ingest ingest = pipeline.play(LECTURE);
                Browser browser = Browser.open("stopped-stages");
                Browser student = Browser.withCamera("stopped-stages-student", pipeline.cameraVideo())) {
            browser.expect("algebra.* 404|503");
            student.expect("algebra.* 404|503");
            LecturePage.visit(browser, pipeline.url(), LECTURE);
            join(pipeline, student);
            Browser.eventually().until(() -> browser.text("#now").startsWith("Most visible expressions"));
            awaitLive(pipeline, browser);
            take(browser, "live");

            kill(pipeline, browser, student, "detect", "No face detection since \\d\\d:\\d\\d:\\d\\d", "stalled");
            kill(pipeline, browser, student, "classify", "Nothing classified since \\d\\d:\\d\\d:\\d\\d", "stalled");
            kill(pipeline, browser, student, "recommend", "No mood computed since \\d\\d:\\d\\d:\\d\\d", "stalled");
            kill(pipeline, browser, student, "broker", "Class server not reachable", "unreachable");

            student.press("Leave now");
            ingest.stop();
            said(browser, "No pictures since \\d\\d:\\d\\d:\\d\\d", LIVE_WITHIN);
            take(browser, "silent");
        }
        System.out.printf(
                Locale.ROOT,
                "from a kill to the right words on the page: detector %.1f s, classifier %.1f s, recommender %.1f s,"
                        + " broker %.1f s; longest %.1f s%n",
                wrongFor.get(0),
                wrongFor.get(1),
                wrongFor.get(2),
                wrongFor.get(3),
                wrongFor.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    private void kill(
            ProcessPipeline pipeline, Browser browser, Browser student, String what, String words, String status)
            throws Exception {
        pipeline.kill(what);
        long killed = System.nanoTime();
        said(browser, words, RIGHT_WITHIN);
        wrongFor.add((System.nanoTime() - killed) / 1e9);
        take(browser, what);
        JsonNode health = new Api(pipeline.url()).get("/health");
        assertThat(health.path("status").asText()).isEqualTo(status);
        assertThat(health.path("lectures").path(0).path("id").asText()).isEqualTo(LECTURE);
        othersSayTheSame(pipeline, browser, student, words);
        take(student, "student-" + what);

        pipeline.revive();
        awaitLive(pipeline, browser);
    }

    /** The list of lectures, and a student's page. */
    private static void othersSayTheSame(ProcessPipeline pipeline, Browser browser, Browser student, String words)
            throws IOException {
        Awaitility.await()
                .atMost(RIGHT_WITHIN)
                .untilAsserted(() -> assertThat(student.text("#class-state"))
                        .matches(words.replaceFirst("No face detection|Nothing classified", "No results")));
        browser.visit(pipeline.url() + "/");
        Awaitility.await()
                .atMost(RIGHT_WITHIN)
                .untilAsserted(
                        () -> assertThat(browser.text(".lecture-entry .badge")).matches(words));
        take(browser, "list-" + words.replaceAll("\\W.*", "").toLowerCase(Locale.ROOT));
        LecturePage.visit(browser, pipeline.url(), LECTURE);
    }

    private static void join(ProcessPipeline pipeline, Browser student) {
        student.visit(pipeline.url() + "/join/" + LECTURE);
        student.click("I have read this");
        student.press("Start my camera and join");
        Browser.eventually().until(() -> student.text("#class-state").equals("Live"));
    }

    private static void awaitLive(ProcessPipeline pipeline, Browser browser) {
        said(browser, "Live", LIVE_WITHIN);
        assertThat(new Api(pipeline.url()).get("/health").path("status").asText())
                .isEqualTo("ok");
    }

    private static void said(Browser browser, String words, Duration within) {
        Awaitility.await()
                .atMost(within)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(browser.text("#connection")).matches(words));
    }

    private static void take(Browser browser, String name) throws IOException {
        assertThat(Axe.violations(browser)).as(name).isEmpty();
        browser.picture(PICTURES.resolve("state-" + name + ".png"));
        browser.phone();
        browser.picture(PICTURES.resolve("state-" + name + "-phone.png"));
        browser.desktop();
    }
}
