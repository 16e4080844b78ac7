package io.moodstream.launcher.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Acts as a student's browser that has joined a lecture and sends pictures through a WebSocket. */
final class WebCamera implements WebSocket.Listener {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<byte[]> pictures;
    private final CameraTally tally;
    private final LoadErrors errors;
    private final CameraProtocolChecker book;
    private final StringBuilder part = new StringBuilder();
    private CompletableFuture<@Nullable WebSocket> sending = CompletableFuture.completedFuture(null);
    private int next;
    private volatile @Nullable WebSocket socket;
    private volatile boolean closing;

    /** @param pictures sent over and over */
    WebCamera(List<byte[]> pictures, CameraTally tally, LoadErrors errors) {
        this.pictures = pictures;
        this.tally = tally;
        this.errors = errors;
        this.book = new CameraProtocolChecker(tally, errors);
    }

    /**
     * Joins the lecture and connects.
     *
     * @throws IOException if either is refused
     */
    void connect(HttpClient client, URI dashboard, String lecture) throws IOException, InterruptedException {
        String body = MAPPER.createObjectNode().put("lecture", lecture).toString();
        HttpRequest join = HttpRequest.newBuilder(dashboard.resolve("/api/join"))
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> joined = client.send(join, BodyHandlers.ofString());
        String cookie = joined.headers().firstValue("Set-Cookie").orElse("").replaceAll(";.*", "");
        if (joined.statusCode() != 200 || cookie.isEmpty()) {
            throw new IOException("POST /api/join answers " + joined.statusCode() + ": " + joined.body());
        }
        socket = client.newWebSocketBuilder()
                .header("Cookie", cookie)
                .buildAsync(
                        URI.create("ws"
                                + dashboard
                                        .resolve("/api/frames?lecture=" + lecture)
                                        .toString()
                                        .substring("http".length())),
                        this)
                .join();
    }

    /** Sends the next picture, unless the one before it is still on its way out. */
    void send() {
        WebSocket open = socket;
        if (open == null || closing) {
            return;
        }
        if (!sending.isDone()) {
            tally.skip();
            return;
        }
        book.send(System.nanoTime());
        byte[] picture = pictures.get(next++ % pictures.size());
        sending = open.sendBinary(ByteBuffer.wrap(picture), true).whenComplete((sent, failure) -> {
            if (failure != null && !closing) {
                errors.add("camera: cannot send: " + failure.getMessage());
            }
        });
    }

    /** Returns the number of frames without a reply. */
    int unreplied() {
        return book.unreplied();
    }

    /** Closes the connection. */
    CompletableFuture<?> close() {
        closing = true;
        WebSocket open = socket;
        return open == null || open.isOutputClosed()
                ? CompletableFuture.completedFuture(null)
                : open.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> open);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        long now = System.nanoTime();
        part.append(text);
        if (last) {
            String message = part.toString();
            part.setLength(0);
            hear(message, now);
        }
        from.request(1);
        return null;
    }

    private void hear(String message, long now) {
        try {
            book.hear(MAPPER.readTree(message), now);
        } catch (JsonProcessingException e) {
            errors.add("camera: no JSON: " + message);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        if (!closing) {
            closing = true;
            errors.add("camera: closed by the server: " + code + " " + reason);
        }
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        if (!closing) {
            closing = true;
            errors.add("camera: " + failure);
        }
    }
}
