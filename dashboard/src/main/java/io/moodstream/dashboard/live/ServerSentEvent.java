package io.moodstream.dashboard.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.dashboard.lectures.LiveJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes events as the HTML standard says they are sent ("Server-sent events"); JSON has no line breaks to mind. */
final class ServerSentEvent {
    /** Tells browsers to come back 2 seconds after a connection has broken. */
    static final byte[] RETRY = bytes("retry: 2000\n\n");

    /** Everything up to now has been told. */
    static final byte[] READY = bytes("event: ready\ndata: {}\n\n");

    /** A comment, which keeps the connection open. */
    static final byte[] PING = bytes(": ping\n\n");

    private static final ObjectMapper JSON = new ObjectMapper();

    private ServerSentEvent() {}

    static byte[] of(LiveJson json) {
        return bytes("event: " + json.event() + "\ndata: " + text(json) + "\n\n");
    }

    /** One that a browser names when it comes back. */
    static byte[] of(LiveJson json, EventId id) {
        return bytes("event: " + json.event() + "\nid: " + id + "\ndata: " + text(json) + "\n\n");
    }

    private static String text(LiveJson json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (IOException e) {
            throw new IllegalStateException("Every " + json.event() + " can be written", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
