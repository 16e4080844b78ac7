package io.moodstream.dashboard.frames;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A browser that sends frames. */
public final class CameraSocket implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** How often the server has said that the connection works. */
    public final AtomicInteger pings = new AtomicInteger();

    public final CompletableFuture<String> closed = new CompletableFuture<>();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private final boolean reads;

    private CameraSocket(WebSocket.Builder builder, Client client, String lecture, boolean reads) {
        this.reads = reads;
        this.socket = builder.header("Cookie", client.cookies())
                .buildAsync(client.socket("/api/frames?lecture=" + lecture), this)
                .join();
    }

    /** Joins the lecture where needed, and connects. */
    public static CameraSocket open(Client client, String lecture) {
        return open(client, lecture, true);
    }

    /** A teacher's, as a source without a user: the rest of the query, after the lecture. */
    public static CameraSocket ofTeacher(Client client, String lecture, String query) {
        String[] teacher = Client.teacher();
        return new CameraSocket(
                HTTP.newWebSocketBuilder().header(teacher[0], teacher[1]), client, lecture + query, true);
    }

    /** One whose request carries another header. */
    public static CameraSocket open(Client client, String lecture, String header, String value) {
        return new CameraSocket(HTTP.newWebSocketBuilder().header(header, value), client, lecture, true);
    }

    /** One that does not read unless it is asked to. */
    public static CameraSocket open(Client client, String lecture, boolean reads) {
        return new CameraSocket(HTTP.newWebSocketBuilder(), client, lecture, reads);
    }

    public void send(byte[] picture) {
        socket.sendBinary(ByteBuffer.wrap(picture), true).join();
    }

    /** The next message. */
    public JsonNode next() throws InterruptedException {
        JsonNode message = messages.poll(20, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("No message has come; closed: " + closed);
        }
        return message;
    }

    /** The next message of a type; others, of other topics, may come before it and are kept. */
    public JsonNode next(String type) throws InterruptedException {
        List<JsonNode> others = new ArrayList<>();
        JsonNode message = next();
        while (!message.path("type").asText().equals(type)) {
            others.add(message);
            message = next();
        }
        messages.addAll(others);
        return message;
    }

    /** The next message that answers a picture. */
    public JsonNode reply() throws InterruptedException {
        JsonNode message = next();
        while (!message.path("type").asText().matches("accepted|dropped|refused")) {
            message = next();
        }
        return message;
    }

    /** Says goodbye, as a page does that is closed. */
    public void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** Reads from now on. */
    public void read() {
        socket.request(Long.MAX_VALUE);
    }

    /** Returns whether nothing can be sent any more; Java's client does not always notice by itself that it was cut off. */
    public boolean isCutOff() {
        try {
            socket.sendPing(ByteBuffer.allocate(0)).join();
            return false;
        } catch (CompletionException e) {
            return e.getCause() instanceof IOException;
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(Long.MAX_VALUE);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                hear(MAPPER.readTree(text.toString().getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                closed.completeExceptionally(e);
            }
            text.setLength(0);
        }
        return null;
    }

    private void hear(JsonNode message) {
        if (message.path("type").asText().equals("ping")) {
            pings.incrementAndGet();
        } else {
            messages.add(message);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
