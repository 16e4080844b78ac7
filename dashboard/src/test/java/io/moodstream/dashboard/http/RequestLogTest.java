package io.moodstream.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.moodstream.testing.Said;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RequestLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(RequestLog.class);
    private final Said said = Said.by(RequestLog.class);
    private final List<String> lines = said.sentences();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void leave() {
        said.close();
        logger.setLevel(null);
    }

    @Test
    void aLineHasAddressMethodPathStatusAndMilliseconds() throws Exception {
        try (ServerFixture server = ServerFixture.open(Map.of("DASHBOARD_ACCESS_LOG", "true"))) {
            server.get("/health");
            server.ask("HEAD", "/health");
            server.post("/api/join", "{}");
            server.get("/api/nothing");
            await().until(() -> lines.size() == 4);
        }
        assertThat(lines.get(0)).matches("127\\.0\\.0\\.1 GET /health 200 \\d+ ms");
        assertThat(lines.get(1)).matches("127\\.0\\.0\\.1 HEAD /health 200 \\d+ ms");
        assertThat(lines.get(2)).matches("127\\.0\\.0\\.1 POST /api/join 400 \\d+ ms");
        assertThat(lines.get(3)).matches("127\\.0\\.0\\.1 GET /api/nothing 404 \\d+ ms");
    }

    @Test
    void noSecretOfARequestIsWritten() throws Exception {
        try (ServerFixture server = ServerFixture.guarded(Map.of("DASHBOARD_ACCESS_LOG", "true"))) {
            server.get(
                    "/join/algebra?code=CODE-SECRET",
                    "Authorization",
                    "Bearer " + ServerFixture.TOKEN,
                    "Cookie",
                    "teacher=COOKIE-SECRET");
            server.get("/api/teacher?token=QUERY-SECRET", "Authorization", "Bearer WRONG-SECRET");
            server.post("/api/sign-in", "{\"token\":\"BODY-SECRET\"}");
            await().until(() -> lines.size() == 3);
        }
        assertThat(lines.get(0)).contains("GET /join/algebra 200");
        assertThat(String.join("\n", lines)).doesNotContain("SECRET", ServerFixture.TOKEN, "?");
    }

    @Test
    void withoutTheSettingNothingIsWritten() throws Exception {
        try (ServerFixture server = ServerFixture.open(Map.of())) {
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
        }
        assertThat(lines).isEmpty();
    }
}
