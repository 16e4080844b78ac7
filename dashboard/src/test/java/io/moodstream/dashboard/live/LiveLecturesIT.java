package io.moodstream.dashboard.live;

import static io.moodstream.dashboard.lectures.Samples.attention;
import static io.moodstream.dashboard.lectures.Samples.emotions;
import static io.moodstream.dashboard.lectures.Samples.mood;
import static io.moodstream.dashboard.lectures.Samples.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.dashboard.lectures.LiveClient;
import io.moodstream.dashboard.lectures.Served;
import io.moodstream.dashboard.topics.Kafka;
import io.moodstream.testing.SharedBroker;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class LiveLecturesIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MANY = 500;

    private static Kafka kafka;

    @BeforeAll
    static void start(EmbeddedBroker broker) {
        kafka = Kafka.at(broker);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void thePastComesAtOnceThenWhatHappens() throws Exception {
        kafka.write(mood("live", 0, 0.4, true));
        kafka.write(mood("live", 1, 0.5, false));
        kafka.write(attention("live", "cam", 1, 0, false));
        kafka.flush();
        try (Served served = Served.open(kafka);
                LiveClient page = served.listen("live")) {
            eventually(() -> assertThat(page.names()).contains("ready"));
            assertThat(page.names()).startsWith("lecture").containsOnlyOnce("ready");
            assertThat(page.names().subList(1, 5))
                    .containsExactlyInAnyOrder("attention-all", "mood", "mood", "attention");
            assertThat(page.names().indexOf("ready")).isEqualTo(5);
            assertThat(page.data("lecture").get(0).get("running").asBoolean()).isFalse();

            kafka.write(mood("live", 0, 0.6, true));
            kafka.write(attention("live", "cam", 1, 0, true));
            kafka.write(emotions("live", "cam", 0, 3, 2), System.currentTimeMillis());
            eventually(() -> {
                assertThat(last(page, "mood").get("positivity").asDouble()).isEqualTo(0.6);
                assertThat(last(page, "mood").get("from").asText()).isEqualTo("2026-02-03T09:00:00Z");
                assertThat(last(page, "attention").get("over").asBoolean()).isTrue();
                assertThat(last(page, "lecture").get("running").asBoolean()).isTrue();
                assertThat(last(page, "lecture").get("faces").asInt()).isEqualTo(3);
                assertThat(page.data("health")).isNotEmpty();
            });
            assertThat(last(page, "attention").has("userId")).isFalse();

            kafka.write(report("live", 2));
            eventually(() -> {
                assertThat(last(page, "lecture").get("running").asBoolean()).isFalse();
                assertThat(last(page, "lecture").get("report").get("windows").asInt())
                        .isEqualTo(2);
            });
        }
    }

    @Test
    void whoComesBackHearsOnlyWhatHasChanged() throws Exception {
        kafka.write(mood("resumed", 0, 0.4, true));
        kafka.write(mood("resumed", 1, 0.5, false));
        kafka.flush();
        try (Served served = Served.open(kafka)) {
            String lastId;
            try (LiveClient page = served.listen("resumed")) {
                eventually(() -> assertThat(page.names()).contains("ready"));
                lastId = page.lastId();
            }
            kafka.write(mood("resumed", 1, 0.6, true));
            eventually(
                    () -> assertThat(served.get("/api/lectures/resumed").body()).contains("\"positivity\":0.6"));

            try (LiveClient page = served.listen("resumed", "Last-Event-ID", lastId)) {
                eventually(() -> assertThat(page.names()).contains("ready"));
                assertThat(page.data("mood")).hasSize(1);
                assertThat(page.data("mood").get(0).get("final").asBoolean()).isTrue();
            }
            try (LiveClient page = served.listen("resumed", "Last-Event-ID", "ffffffff-" + Long.MAX_VALUE)) {
                eventually(() -> assertThat(page.names()).contains("ready"));
                assertThat(page.data("mood")).hasSize(2);
            }
        }
    }

    @Test
    void aLectureCanBeAwaitedBeforeItBegins() throws Exception {
        try (Served served = Served.open(kafka);
                LiveClient page = served.listen("tomorrow")) {
            eventually(() -> assertThat(page.names()).containsExactly("ready"));

            kafka.write(emotions("tomorrow", "cam", 0, 1, 1), System.currentTimeMillis());

            eventually(() ->
                    assertThat(last(page, "lecture").get("running").asBoolean()).isTrue());
        }
    }

    @Test
    void studentsHearNeitherAttentionNorHealthNorTheCode() throws Exception {
        kafka.write(attention("guarded", "cam", 1, 0, false));
        kafka.write(mood("guarded", 0, 0.4, false));
        kafka.flush();
        try (Served served = Served.guarded(kafka, Map.of("DASHBOARD_LISTENERS", "2"));
                LiveClient teacher = served.listen("guarded", Served.TEACHER);
                LiveClient student = served.listen("guarded", served.student("guarded"))) {
            assertThatThrownBy(() -> served.listen("guarded", served.student("guarded")))
                    .hasMessageStartingWith("503 ");
            assertThatThrownBy(() -> served.listen("guarded", served.student("other")))
                    .hasMessageStartingWith("403 ");
            assertThatThrownBy(() -> served.listen("guarded")).hasMessageStartingWith("401 ");

            kafka.write(emotions("guarded", "cam", 0, 3, 2), System.currentTimeMillis());
            kafka.write(attention("guarded", "cam", 1, 0, true));
            kafka.write(mood("guarded", 0, 0.6, true));
            eventually(() -> {
                assertThat(teacher.names()).contains("attention", "health");
                assertThat(teacher.data("mood")).hasSize(2);
                assertThat(student.data("mood")).hasSize(2);
                assertThat(last(student, "lecture").get("running").asBoolean()).isTrue();
            });
            assertThat(student.names()).doesNotContain("attention", "health");
            assertThat(last(teacher, "lecture").get("joinCode").asText()).isNotEmpty();
            assertThat(last(student, "lecture").has("joinCode")).isFalse();

            kafka.write(report("guarded", 1));
            eventually(() -> {
                JsonNode report = last(student, "lecture").get("report");
                assertThat(report.get("windows").asInt()).isEqualTo(1);
                assertThat(report.has("negativeEpisodes") || report.has("absentEpisodes"))
                        .isFalse();
                assertThat(last(teacher, "lecture")
                                .get("report")
                                .get("absentEpisodes")
                                .asInt())
                        .isEqualTo(2);
            });
            assertThat(student.data("lecture").toString()).doesNotContain("Episodes");
        }
    }

    @Test
    void hundredsHearTheSame() throws Exception {
        kafka.write(mood("large", 0, 0.4, false));
        kafka.flush();
        List<LiveClient> pages = new ArrayList<>();
        try (Served served = Served.open(kafka)) {
            for (int i = 0; i < MANY; i++) {
                pages.add(served.listen("large"));
            }
            kafka.write(mood("large", 0, 0.6, true));
            eventually(() -> assertThat(pages)
                    .allSatisfy(
                            page -> assertThat(last(page, "mood").get("final").asBoolean())
                                    .isTrue()));
        }
        eventually(() -> assertThat(pages).allMatch(LiveClient::isEnded));
        assertThat(pages).noneMatch(page -> page.names().contains("broken"));
    }

    @Test
    void whoReadsTooSlowlyIsDroppedAndTheOthersAreNotHeldUp() throws Exception {
        try (Served served = Served.guarded(kafka, Map.of("DASHBOARD_LISTENERS", "2"));
                Socket stuck = new Socket()) {
            stuck.setReceiveBufferSize(4096);
            stuck.connect(new InetSocketAddress("127.0.0.1", served.port()));
            stuck.getOutputStream()
                    .write(("GET /api/lectures/slow/live HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + Served.TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(stuck.getInputStream().read()).isEqualTo('H');
            try (LiveClient page = served.listen("slow", Served.TEACHER)) {
                eventually(() -> assertThat(page.names()).contains("ready"));
                for (int window = 0; window < 9_000; window++) {
                    kafka.write(mood("slow", window, 0.6, true));
                }
                eventually(() -> assertThat(page.data("mood")).hasSize(9_000));
                // There is room again for somebody else.
                eventually(() -> {
                    try (LiveClient another = served.listen("slow", Served.TEACHER)) {
                        assertThat(another.isEnded()).isFalse();
                    }
                });
            }
        }
    }

    private static JsonNode last(LiveClient page, String name) {
        List<JsonNode> all = page.data(name);
        assertThat(all).as("%s in %s", name, page.names()).isNotEmpty();
        return all.get(all.size() - 1);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(LONG).ignoreExceptions().untilAsserted(assertion);
    }
}
