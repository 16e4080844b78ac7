package io.moodstream.dashboard.frames;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Somebody's browser or script, with cookies of its own. */
public final class Client {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String BOUNDARY = "a-boundary";

    private final String base;
    private final CookieManager cookies = new CookieManager();

    Client(String base) {
        this.base = base;
    }

    public HttpResponse<byte[]> get(String path, String... headers) {
        return send(request(path, headers).GET()).join();
    }

    /** Posts a picture as the body. */
    public CompletableFuture<HttpResponse<byte[]>> picture(String path, byte[] picture, String... headers) {
        return send(
                request(path, headers).header("Content-Type", "image/jpeg").POST(BodyPublishers.ofByteArray(picture)));
    }

    /** Posts a form with one file. */
    public CompletableFuture<HttpResponse<byte[]>> file(String path, String field, byte[] picture) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, field, picture);
        return form(path, body);
    }

    /** Posts a form with two files. */
    CompletableFuture<HttpResponse<byte[]>> files(String path, byte[] first, byte[] second) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "first", first);
        part(body, "second", second);
        return form(path, body);
    }

    private CompletableFuture<HttpResponse<byte[]>> form(String path, ByteArrayOutputStream body) {
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void part(ByteArrayOutputStream body, String field, byte[] file) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field
                + "\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(file);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Posts something. */
    public CompletableFuture<HttpResponse<byte[]>> post(String path, String type, String body, String... headers) {
        return send(request(path, headers).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    /** Sends JSON with any method. */
    public HttpResponse<byte[]> send(String method, String path, String json, String... headers) {
        return send(request(path, headers).method(method, BodyPublishers.ofString(json)))
                .join();
    }

    /** Joins a lecture as a teacher does, with no code. */
    public JsonNode join(String lecture) {
        return json(post("/api/join", "application/json", "{\"lecture\":\"" + lecture + "\"}", teacher())
                .join());
    }

    /** The header of whoever has the token. */
    public static String[] teacher() {
        return new String[] {"Authorization", "Bearer " + Running.TOKEN};
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookies().isEmpty()) {
            request.header("Cookie", cookies());
        }
        return request;
    }

    /** As the header Cookie says them. */
    public String cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private URI uri(String path) {
        return URI.create(base + path);
    }

    /** Its address for WebSockets. */
    public URI socket(String path) {
        return URI.create(base.replaceFirst("http", "ws") + path);
    }

    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder request) {
        HttpRequest whole = request.build();
        return HTTP.sendAsync(whole, BodyHandlers.ofByteArray()).thenApply(response -> {
            keepCookies(whole, response);
            return response;
        });
    }

    private void keepCookies(HttpRequest request, HttpResponse<?> response) {
        try {
            cookies.put(request.uri(), Map.copyOf(response.headers().map()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
