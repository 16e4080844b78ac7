package io.moodstream.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.open(Map.of("DASHBOARD_ORIGINS", "https://school.example/"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() throws Exception {
        for (String path : new String[] {"/api/me", "/health", "/api/nothing", "/assets/nothing.js"}) {
            HttpResponse<String> answer = server.get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void whatIsNotThereIsAProblem() throws Exception {
        HttpResponse<String> answer = server.get("/api/nothing");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(Problem.TYPE);
        assertThat(answer.body()).contains("There is nothing at GET /api/nothing");
    }

    @Test
    void aBrowserThatGoesWhereNothingIsIsShownAPage() throws Exception {
        HttpResponse<String> answer = server.get("/nothing", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).contains("There is no such page");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        PUT    | /api/me           | GET, HEAD
        GET    | /api/sign-in      | POST
        HEAD   | /api/sign-in      | POST
        TRACE  | /api/me           | GET, HEAD
        FETCH  | /api/me           | GET, HEAD
        POST   | /                 | GET, HEAD
        DELETE | /lectures/algebra | GET, HEAD
        POST   | /assets/app.css   | GET, HEAD
        POST   | /audio/rain.ogg   | GET, HEAD
        """)
    void aWrongMethodIsToldTheRightOnes(String method, String path, String allowed) throws Exception {
        HttpResponse<String> answer = server.ask(method, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains(allowed);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(Problem.TYPE);
    }

    @Test
    void whereNothingIsNoMethodIsAllowed() throws Exception {
        HttpResponse<String> answer = server.ask("POST", "/api/nothing");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Allow")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/join/algebra", "/api", "/nowhere", "/api/me", "/api/nothing", "/health"})
    void headHasTheHeadersOfGetAndNoBody(String path) throws Exception {
        String[] browser = {"Accept", "text/html", "Accept-Language", "de"};
        HttpResponse<String> get = server.ask("GET", path, browser);
        HttpResponse<String> head = server.ask("HEAD", path, browser);
        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        for (String name : List.of("Content-Type", "Content-Length", "Vary", "ETag", "Content-Security-Policy")) {
            assertThat(head.headers().firstValue(name))
                    .as(name)
                    .isEqualTo(get.headers().firstValue(name));
        }
    }

    @Test
    void headOfAScriptIsLikeItsGet() throws Exception {
        String path = "/assets/template.js";
        HttpResponse<String> get = server.get(path);
        HttpResponse<String> head = server.ask("HEAD", path);
        assertThat(get.statusCode()).isEqualTo(200);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get.headers().firstValue("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /%zz HTTP/1.1", "GET /a%2 HTTP/1.1", "GET / HTTP/9.9"})
    void whatIsNoRequestIsAnsweredWithThePage(String request) throws Exception {
        assertThat(server.raw(request, "Host: localhost:" + server.port()))
                .containsPattern("^HTTP/1.1 (400|505) ")
                .containsIgnoringCase("Content-Security-Policy: default-src 'none'")
                .contains("The server did not understand this address")
                .doesNotContain("Jetty", "jetty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /lectures/a%2fb/..;/x HTTP/1.1", "GET /%ff HTTP/1.1"})
    void aMalformedAddressIsAnsweredLikeOtherErrors(String request) throws Exception {
        String host = "Host: localhost:" + server.port();
        assertThat(server.raw(request, host, "Accept: text/html", "Accept-Language: de"))
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("Content-Security-Policy: default-src 'none'")
                .contains("lang=\"de\"", "Der Server versteht diese Adresse nicht");
        assertThat(server.raw(request, host))
                .startsWith("HTTP/1.1 400")
                .contains(Problem.TYPE, "\"status\":400", "is malformed")
                .doesNotContain("Jetty", "jetty");
    }

    @Test
    void aMalformedHandshakeOfASocketIsNoFaultOfTheServers() throws Exception {
        String own = "localhost:" + server.port();
        assertThat(server.raw(
                        "GET /api/live HTTP/1.1",
                        "Host: " + own,
                        "Origin: http://" + own,
                        "Connection: \"Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="))
                .startsWith("HTTP/1.1 400")
                .contains("The address, the Host or another header of the request is malformed");
    }

    @Test
    void aMalformedHostIsAnsweredWithThePage() throws Exception {
        assertThat(server.raw("GET /api/me HTTP/1.1", "Host: a b:c"))
                .startsWith("HTTP/1.1 400")
                .contains("The server did not understand this address");
    }

    @Test
    void aFaultOfTheServersIsAProblemThatTellsNothingOfItsInside() throws Exception {
        HttpResponse<String> answer = server.get("/api/fault");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("\"status\":500").doesNotContain("not to be told");
    }

    @Test
    void pagesOfOtherSitesMayReadNothingAndChangeNothing() throws Exception {
        HttpResponse<String> read = server.get("/api/me", "Origin", "https://evil.example");
        assertThat(read.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        HttpResponse<String> changed = server.post("/api/sign-out", "", "Origin", "https://evil.example");
        assertThat(changed.statusCode()).isEqualTo(403);
        assertThat(server.post("/api/sign-out", "", "Origin", "null").statusCode())
                .isEqualTo(403);
    }

    @Test
    void ownPagesAndThoseThatAreAllowedMay() throws Exception {
        String own = "http://127.0.0.1:" + server.port();
        assertThat(server.post("/api/sign-out", "", "Origin", own).statusCode()).isEqualTo(204);
        HttpResponse<String> allowed = server.post("/api/sign-out", "", "Origin", "https://school.example");
        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("https://school.example");
    }

    @Test
    void withoutATokenANameThatOnlyPointsHereIsRefused() throws Exception {
        assertThat(server.raw("GET /api/me HTTP/1.1", "Host: evil.example")).startsWith("HTTP/1.1 403");
        assertThat(server.raw("GET /api/me HTTP/1.1", "Host: localhost:" + server.port()))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void withoutATokenOtherMachinesAreNotServed() {
        assertThatThrownBy(() -> ServerFixture.open(Map.of("DASHBOARD_HOST", "0.0.0.0")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DASHBOARD_HOST=0.0.0.0")
                .hasMessageContaining("DASHBOARD_TEACHER_TOKEN");
        assertThatThrownBy(() -> ServerFixture.open(Map.of("DASHBOARD_TEACHER_TOKEN", "short")))
                .hasMessageContaining("at least 16 characters")
                .hasMessageNotContaining("short");
    }

    @Test
    void theTokenMayBeInAFileWhichMustBeReadable(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "a token in a file\n");
        try (ServerFixture guarded = ServerFixture.open(Map.of("DASHBOARD_TEACHER_TOKEN_FILE", file.toString()))) {
            assertThat(guarded.get("/api/me", "Authorization", "Bearer a token in a file")
                            .body())
                    .contains("teacher");
            assertThat(guarded.get("/api/me").body()).doesNotContain("teacher");
        }
        assertRefused("", file, "DASHBOARD_TEACHER_TOKEN_FILE=" + file + ": expected a token in it");
        assertRefused("short", file, "expected at least 16 characters");
        assertRefused("", folder, "DASHBOARD_TEACHER_TOKEN_FILE=" + folder + ": expected a file");
    }

    private static void assertRefused(String content, Path file, String why) throws Exception {
        if (Files.isRegularFile(file)) {
            Files.writeString(file, content);
        }
        assertThatThrownBy(() -> ServerFixture.open(Map.of("DASHBOARD_TEACHER_TOKEN_FILE", file.toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(why);
    }

    @Test
    void withoutATokenNothingThatCameThroughAProxyIsServed() throws Exception {
        for (String header : new String[] {"X-Forwarded-For", "x-forwarded-proto", "Forwarded"}) {
            HttpResponse<String> answer = server.get("/api/me", header, "for=192.0.2.1");
            assertThat(answer.statusCode()).as(header).isEqualTo(403);
            assertThat(answer.body()).contains("through a proxy", "without a teacher token");
        }
        assertThatThrownBy(() -> ServerFixture.open(Map.of("DASHBOARD_TRUST_PROXY", "true")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DASHBOARD_TRUST_PROXY=true")
                .hasMessageContaining("DASHBOARD_TEACHER_TOKEN");
    }

    @Test
    void allButHealthAndAssetsIsCounted() throws Exception {
        try (ServerFixture strict = ServerFixture.open(Map.of("DASHBOARD_REQUESTS", "1"))) {
            assertThat(strict.get("/result").statusCode()).isEqualTo(404);
            assertThat(strict.get("/result").statusCode()).isEqualTo(429);
            assertThat(strict.get("/health").statusCode()).isEqualTo(200);
            assertThat(strict.get("/assets/nothing.js").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void tooManyRequestsAreToldWhenToComeBack() throws Exception {
        try (ServerFixture strict = ServerFixture.open(Map.of("DASHBOARD_REQUESTS", "3"))) {
            for (int i = 0; i < 3; i++) {
                assertThat(strict.get("/api/me").statusCode()).isEqualTo(200);
            }
            HttpResponse<String> refused = strict.get("/api/me");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).contains("Too many requests from you");
        }
    }

    @Test
    void audioFilesOfTheFolderAreSentAndNothingElse(@TempDir Path folder) throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("songs")).resolve("rain.ogg"), "0123456789");
        Files.writeString(folder.resolve("secret.ogg"), "secret");
        Files.writeString(folder.resolve("songs/notes.txt"), "notes");
        Files.createSymbolicLink(folder.resolve("songs/link.ogg"), folder.resolve("secret.ogg"));
        Map<String, String> settings = Map.of(
                "DASHBOARD_AUDIO",
                folder.resolve("songs").toString(),
                "DASHBOARD_AUDIO_ORIGINS",
                "https://music.example");
        try (ServerFixture some = ServerFixture.open(settings)) {
            HttpResponse<String> part = some.get("/audio/rain.ogg", "Range", "bytes=2-4");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).startsWith("234"); // Javalin sends more of a short file than was asked for
            assertThat(part.headers().firstValue("Content-Type")).contains("audio/ogg");
            assertThat(part.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("media-src 'self' blob: https://music.example;");
            for (String name : List.of("none.ogg", "notes.txt", "..%2Fsecret.ogg", "link.ogg", "%00.ogg")) {
                assertThat(some.get("/audio/" + name).statusCode()).as(name).isIn(400, 404);
            }
        }
        assertThat(server.get("/audio/rain.ogg").statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> ServerFixture.open(Map.of("DASHBOARD_AUDIO", "/no/such/folder")))
                .hasMessageContaining("DASHBOARD_AUDIO=/no/such/folder: expected a folder that exists");
        assertThatThrownBy(() -> ServerFixture.open(Map.of("DASHBOARD_AUDIO_ORIGINS", "http://music.example/x")))
                .hasMessageContaining("DASHBOARD_AUDIO_ORIGINS=http://music.example/x: expected https://");
    }

    @Test
    void pagesComeInTheLanguageOfTheReader() throws Exception {
        String[] browser = {"Accept", "text/html", "Accept-Language", "de-AT,en;q=0.5"};
        HttpResponse<String> german = server.get("/nowhere", browser);
        assertThat(german.body()).contains("lang=\"de\"", "Diese Seite gibt es nicht");
        assertThat(german.headers().firstValue("Vary")).contains("Accept-Language, Cookie");
        assertThat(server.get("/nowhere", "Accept", "text/html", "Accept-Language", "de", "Cookie", "language=ar")
                        .body())
                .contains("lang=\"ar\"", "dir=\"rtl\"");
        assertThat(server.get("/nowhere", "Accept", "text/html", "Cookie", "language=xx")
                        .body())
                .contains("lang=\"en\"");
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(WebServerTest::second)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DASHBOARD_PORT=" + server.port());
    }

    private static WebServer second() {
        var config = new io.moodstream.kit.Settings(Map.of("DASHBOARD_PORT", "" + server.port()))
                .bind(io.moodstream.dashboard.DashboardConfig.class);
        return WebServer.start(
                config.server(), new Access(config.server(), java.time.Clock.systemUTC()), java.util.List.of());
    }
}
