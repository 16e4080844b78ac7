package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodstream.dashboard.Dashboard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The API's document has every endpoint of the server, and their responses are as it says. */
@OnSharedPipeline
class OpenApiIT {
    private static final String TOKEN = "a token for the tests";
    private static final Set<String> PAGES = Set.of(
            "GET /",
            "GET /api",
            "GET /for-you",
            "GET /join",
            "GET /join/{lecture}",
            "GET /lectures/{lecture}",
            "GET /sign-in");

    private final HttpClient client = HttpClient.newHttpClient();

    private final String lecture = WebPipeline.lecture("described");
    private final String live = WebPipeline.lecture("described-live");

    @Test
    void everyDoorIsInTheDocumentAndEveryDocumentedDoorIsThere(WebPipeline pipeline) throws Exception {
        try (Dashboard dashboard = pipeline.dashboard(Map.of())) {
            Set<String> endpoints = new HashSet<>(dashboard.endpoints());
            endpoints.removeAll(PAGES);
            endpoints.add("GET /api/frames"); // the upgrade to a WebSocket
            assertThat(document(dashboard.url()).operations()).isEqualTo(new java.util.TreeSet<>(endpoints));
        }
    }

    @Test
    void whoOnlyReadsGetsNoCookie(WebPipeline pipeline) throws Exception {
        try (Dashboard guarded = pipeline.dashboard(Map.of("DASHBOARD_TEACHER_TOKEN", TOKEN))) {
            for (String endpoint : guarded.endpoints()) {
                if (endpoint.startsWith("GET ")) {
                    String path = endpoint.substring("GET ".length()).replaceAll("\\{\\w+}", "x");
                    for (String url : List.of(pipeline.url(), guarded.url())) {
                        assertThat(headers(url + path).firstValue("Set-Cookie"))
                                .as(url + path)
                                .isEmpty();
                    }
                }
            }
        }
        assertThat(upgrade(pipeline.url(), "/api/frames?lecture=x&source=y"))
                .startsWith("HTTP/1.1 101")
                .doesNotContainIgnoringCase("Set-Cookie");
    }

    private HttpHeaders headers(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        answer.body().close(); // that of live events would not end
        return answer.headers();
    }

    /** The headers of the answer to a WebSocket's upgrade, which Java's client does not show. */
    private static String upgrade(String url, String path) throws IOException {
        URI server = URI.create(url);
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nOrigin: " + url
                                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                                    + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return lines.lines().takeWhile(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
        }
    }

    @Test
    void answersAreAsTheDocumentSays(WebPipeline pipeline) throws Exception {
        pipeline.playAtOnce(lecture);
        String url = pipeline.url();
        OpenApiDocument document = document(url);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> new Api(url).lecture(lecture).path("report").isObject());

        gets(document, url, "/api/me", "/api/me", 200);
        gets(document, url, "/api/retention", "/api/retention", 200);
        gets(document, url, "/api/openapi.json", "/api/openapi.json", 200);
        gets(document, url, "/health", "/health", 200);
        gets(document, url, "/api/lectures", "/api/lectures", 200);
        gets(document, url, "/api/lectures/{id}", "/api/lectures/" + lecture, 200);
        gets(document, url, "/api/lectures/{id}", "/api/lectures/nobody", 404);
        gets(document, url, "/api/lectures/{id}/moods", "/api/lectures/" + lecture + "/moods", 200);
        gets(document, url, "/api/lectures/{id}/moods", "/api/lectures/" + lecture + "/moods?from=noon", 400);
        gets(document, url, "/api/lectures/{id}/attention", "/api/lectures/" + lecture + "/attention", 200);
        gets(document, url, "/api/lectures/{id}/sources", "/api/lectures/" + lecture + "/sources", 200);
        String picture = "/api/lectures/{id}/sources/{source}/picture";
        gets(document, url, picture, picture.replace("{id}", lecture).replace("{source}", "room"), 404);
        String marks = url + "/api/lectures/" + lecture + "/marks";
        checked(document, "POST", "/api/lectures/{id}/marks", json(marks, "{\"text\":\"slide 12\"}"), 201);
        checked(document, "POST", "/api/lectures/{id}/marks", json(marks, "{\"text\":\"\"}"), 400);
        gets(document, url, "/api/users/{id}/recommendations", "/api/users/nobody/recommendations", 404);
        gets(document, url, "/result", "/result?id=nobody", 410);
        gets(document, url, "/result/picture", "/result/picture?id=nobody", 410);
        gets(document, url, "/audio/{file}", "/audio/none.ogg", 404);
        gets(document, url, "/api/lectures/{id}/marks", "/api/lectures/" + lecture + "/marks", 200);
        for (String kind : List.of("html", "pdf", "json")) {
            String report = "/api/lectures/{id}/report." + kind;
            gets(document, url, report, report.replace("{id}", lecture), 200);
            gets(document, url, report, report.replace("{id}", lecture) + "?zone=Europe/Berlin", 200);
            gets(document, url, report, report.replace("{id}", "nobody"), 404);
        }
        for (String kind : List.of("html", "pdf")) { // with times; JSON's are instants
            String report = "/api/lectures/{id}/report." + kind;
            gets(document, url, report, report.replace("{id}", lecture) + "?zone=Mars", 400);
        }
        decides(document, url);
        sends(document, "GET", "/api/users/{id}/deletion", "nobody", url, "", 404);
        sends(document, "DELETE", "/api/users/{id}", "nobody", url, "", 202);
        sends(document, "GET", "/api/users/{id}/deletion", "nobody", url, "", 200);
        sends(document, "DELETE", "/api/users/{id}", "no%20body", url, "", 400);
    }

    /** What teachers decide about a lecture that has ended. */
    private void decides(OpenApiDocument document, String url) throws Exception {
        String title = "/api/lectures/{id}/title";
        sends(document, "PUT", title, lecture, url, "{\"title\":\"\u0917\u0923\u093f\u0924\"}", 200);
        sends(document, "PUT", title, lecture, url, "{\"title\":\"two\\nlines\"}", 400);
        sends(document, "POST", "/api/lectures/{id}/end", lecture, url, "", 409);
        sends(document, "POST", "/api/lectures/{id}/end", "nobody", url, "", 404);
        sends(document, "GET", "/api/lectures/{id}/join-code", lecture, url, "", 409);
        sends(document, "POST", "/api/lectures/{id}/join-code", lecture, url, "", 409);
        sends(document, "GET", "/api/lectures/{id}/deletion", lecture, url, "", 404);
        sends(document, "DELETE", "/api/lectures/{id}", "nobody", url, "", 404);
        sends(document, "DELETE", "/api/lectures/{id}", lecture, url, "", 202);
        sends(document, "GET", "/api/lectures/{id}/deletion", lecture, url, "", 200);
        sends(document, "GET", "/api/lectures/{id}", lecture, url, "", 404);
    }

    private void sends(
            OpenApiDocument document, String method, String path, String lecture, String url, String body, int status)
            throws Exception {
        boolean guarded = get(url + "/api/me").body().contains("\"open\":false");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path.replace("{id}", lecture)))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (guarded) {
            request.header("Authorization", "Bearer " + TOKEN);
        }
        checked(document, method, path, client.send(request.build(), BodyHandlers.ofString()), status);
    }

    @Test
    void answersToPicturesAreAsTheDocumentSays(WebPipeline pipeline) throws Exception {
        String url = pipeline.url();
        OpenApiDocument document = document(url);
        byte[] student = Files.readAllBytes(pipeline.student(12));
        HttpResponse<String> single = post(url + "/api/frames", "image/jpeg", student);
        checked(document, "POST", "/api/frames", single, 200);
        String user = single.body().replaceAll(".*\"user\":\"(photo-[^\"]+)\".*", "$1");
        gets(document, url, "/api/users/{id}/recommendations", "/api/users/" + user + "/recommendations", 200);
        checked(
                document,
                "POST",
                "/api/frames",
                post(url + "/api/frames?lecture=described-too&source=door", "image/jpeg", student),
                200);
        checked(
                document,
                "POST",
                "/api/frames",
                post(url + "/api/frames?lecture=a/b&source=c", "image/jpeg", student),
                400);
        checked(
                document,
                "POST",
                "/api/frames",
                post(url + "/api/frames", "image/jpeg", "GIF89a".getBytes(StandardCharsets.US_ASCII)),
                415);
        checked(document, "POST", "/recogniseExpression", form(url + "/recogniseExpression", "any", student), 200);
        checked(
                document,
                "POST",
                "/recogniseExpression",
                form(url + "/recogniseExpression", "any", new byte[] {1}),
                415);
        HttpResponse<String> predicted = form(url + "/predict", "file", student);
        checked(document, "POST", "/predict", predicted, 200);
        checked(document, "POST", "/recommend", recommend(url, "Books", cookie(predicted)), 200);
        checked(document, "POST", "/recommend", recommend(url, "Books", "none=0"), 409);
        checked(document, "POST", "/recommend", recommend(url, "Shoes", cookie(predicted)), 400);
        HttpResponse<String> redirected = form(url + "/getEmotion", "fileUpload", student);
        checked(document, "POST", "/getEmotion", redirected, 302);
        String result = redirected.headers().firstValue("Location").orElseThrow();
        gets(document, url, "/result", result, 200);
        gets(document, url, "/result/picture", result.replace("/result", "/result/picture"), 200);
    }

    @Test
    void answersOnAccessAreAsTheDocumentSays(WebPipeline pipeline) throws Exception {
        try (Dashboard dashboard = pipeline.dashboard(Map.of("DASHBOARD_TEACHER_TOKEN", TOKEN))) {
            String url = dashboard.url();
            OpenApiDocument document = document(url);
            gets(document, url, "/api/lectures", "/api/lectures", 401);
            gets(document, url, "/api/lectures/{id}/live", "/api/lectures/x/live", 401);
            checked(document, "POST", "/api/frames", post(url + "/api/frames", "image/jpeg", new byte[] {1}), 401);
            checked(document, "POST", "/api/sign-in", json(url + "/api/sign-in", "{\"token\":\"no\"}"), 401);
            checked(document, "POST", "/api/sign-in", json(url + "/api/sign-in", "{}"), 400);
            checked(document, "POST", "/api/sign-in", json(url + "/api/sign-in", "{\"token\":\"" + TOKEN + "\"}"), 204);
            checked(document, "POST", "/api/sign-out", json(url + "/api/sign-out", ""), 204);
            checked(document, "POST", "/api/join", json(url + "/api/join", "{\"lecture\":\"x\",\"code\":\"y\"}"), 403);
            sends(document, "GET", "/api/lectures/{id}/join-code", "x", url, "", 200);
            sends(document, "POST", "/api/lectures/{id}/join-code", "x", url, "", 200);
            checked(document, "POST", "/api/leave", json(url + "/api/leave", "{\"lecture\":\"x\"}"), 204);
        }
        HttpResponse<String> joined = json(pipeline.url() + "/api/join", "{\"lecture\":\"x\"}");
        checked(document(pipeline.url()), "POST", "/api/join", joined, 200);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES) // events may never come, and the stream does not end
    void liveEventsAreAsTheDocumentSays(WebPipeline pipeline) throws Exception {
        OpenApiDocument document = document(pipeline.url());
        Map<String, String> schemas = Map.of(
                "lecture", "Lecture", "mood", "Mood", "attention", "Episode", "source", "Source", "health", "Health");
        Set<String> heard = new HashSet<>();
        try (var ingest = pipeline.playAgainAndAgain(live, 30, 45);
                BufferedReader events = events(pipeline.url() + "/api/lectures/" + live + "/live")) {
            String event = "";
            while (!heard.containsAll(Set.of("lecture", "mood", "source", "health", "ready"))) {
                String line = java.util.Objects.requireNonNull(events.readLine());
                if (line.startsWith("event:")) {
                    event = line.substring("event:".length()).strip();
                    heard.add(event);
                } else if (line.startsWith("data:") && schemas.containsKey(event)) {
                    document.check(schemas.get(event), line.substring("data:".length()));
                }
            }
            sends(document, "DELETE", "/api/lectures/{id}", live, pipeline.url(), "", 409);
            sends(document, "POST", "/api/lectures/{id}/end", live, pipeline.url(), "", 202);
            ingest.stop();
        }
    }

    private BufferedReader events(String url) throws IOException, InterruptedException {
        HttpResponse<java.io.InputStream> stream =
                client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    private OpenApiDocument document(String url) throws IOException, InterruptedException {
        return new OpenApiDocument(get(url + "/api/openapi.json").body());
    }

    private void gets(OpenApiDocument document, String url, String path, String asked, int status)
            throws IOException, InterruptedException {
        checked(document, "GET", path, get(url + asked), status);
    }

    private static void checked(
            OpenApiDocument document, String method, String path, HttpResponse<String> answer, int status)
            throws IOException {
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isEqualTo(status);
        document.check(method, path, answer);
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String url, String type, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> json(String url, String body) throws IOException, InterruptedException {
        return post(url, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> recommend(String url, String medium, String cookie)
            throws IOException, InterruptedException {
        byte[] body = ("x=" + medium).getBytes(StandardCharsets.UTF_8);
        return post(url + "/recommend", "application/x-www-form-urlencoded", body, "Cookie", cookie);
    }

    private HttpResponse<String> form(String url, String field, byte[] file) throws IOException, InterruptedException {
        var body = new java.io.ByteArrayOutputStream();
        body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"" + field
                        + "\"; filename=\"face.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return post(url, "multipart/form-data; boundary=b", body.toByteArray());
    }
}
