package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A network that swallows everything in both directions and closes nothing, between both pages and the server. */
@InBrowser
class LostConnectionIT {
    private static final String LOST = "Connection lost, trying again";

    private final String geography = WebPipeline.lecture("geography");

    @Test
    @Tag("nightly")
    void bothPagesNoticeAConnectionThatDiesSilentlyAndGoOnWithTheSameSeat(WebPipeline pipeline) throws Exception {
        Api api = new Api(pipeline.url());
        try (SilentProxy network = SilentProxy.to(pipeline.url());
                Browser student = Browser.withCamera("lost-student", pipeline.cameraVideo());
                Browser teacher = Browser.open("lost-teacher")) {
            student.expect("WebSocket connection to");
            student.visit(network.url() + "/join/" + geography);
            student.awaitText("Nobody is in");
            student.click("I have read this");
            student.press("Start my camera and join");
            Browser.eventually().until(() -> processed(student) >= 3);
            teacher.visit(network.url() + "/lectures/" + geography);
            Browser.eventually().until(() -> teacher.text("#connection").equals("Live"));
            String seat = student.text("#seat-source");

            network.swallow();
            Instant died = Instant.now();
            Browser.eventually().until(() -> student.text("#state").equals(LOST));
            say("the student's", died);
            Browser.eventually().until(() -> teacher.text("#connection").equals(LOST));
            say("the teacher's", died);
            assertThat(student.text("#said")).contains("Nothing is sent until the connection is back");
            assertThat(teacher.text("#connection-said")).contains("What you see may be out of date");
            student.picture(Path.of("target", "browser", "lost-student-lost.png"));
            teacher.picture(Path.of("target", "browser", "lost-teacher-lost.png"));
            int before = processed(student);

            network.pass();
            Browser.eventually().until(() -> student.text("#said").startsWith("Connected again"));
            student.picture(Path.of("target", "browser", "lost-student-back.png"));
            Browser.eventually().until(() -> processed(student) >= before + 3);
            Browser.eventually().until(() -> student.text("#state").equals("Sending"));
            Browser.eventually().until(() -> teacher.text("#connection").equals("Live"));
            teacher.picture(Path.of("target", "browser", "lost-teacher-back.png"));

            assertThat(student.text("#seat-source")).isEqualTo(seat);
            Browser.eventually()
                    .until(() -> api.lecture(geography).path("sources").asInt() == 1);
            assertThat(sources(geography, pipeline.settings())).containsOnly(seat);
            student.press("Leave now");
            student.awaitText("You have left");
        }
    }

    private static int processed(Browser student) {
        return Integer.parseInt(student.text("#answered-count"));
    }

    /** The sources of a lecture of which a publisher has told. */
    private static Set<String> sources(String lecture, Settings settings) {
        Set<String> sources = new TreeSet<>();
        StageConfig stage = settings.bind(StageConfig.class);
        try (TopicReader reader = TopicReader.open(stage, settings, Set.of(Topics.SOURCES), true)) {
            reader.readToEnd(record -> {
                SourceStatus status = TopicReader.value(Topics.SOURCES, record);
                // A deleted lecture of another test leaves its keys without a value.
                if (status != null && status.getLectureId().equals(lecture)) {
                    sources.add(status.getSourceId());
                }
            });
        }
        return sources;
    }

    /** Printed only: other tests and builds share the machine. */
    private static void say(String whose, Instant died) {
        System.out.println("a dead connection: " + whose + " page says so after "
                + Duration.between(died, Instant.now()).toMillis() + " ms");
    }
}
