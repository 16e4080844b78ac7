package io.moodstream.dashboard.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.dashboard.lectures.LiveJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Encodes server-sent events (HTML standard). The data is JSON, which has no line breaks here. */
final class ServerSentEvent {
    /** Tells browsers to reconnect 2 seconds after a connection has broken. */
    static final byte[] RETRY = bytes("retry: 2000\n\n");

    /** Says that everything up to now has been sent. */
    static final byte[] READY = bytes("event: ready\ndata: {}\n\n");

    /** By which a page notices that the connection works; a comment would not reach its script. */
    static final byte[] PING = bytes("event: ping\ndata: {}\n\n");

    private static final ObjectMapper JSON = new ObjectMapper();

    private ServerSentEvent() {}

    static byte[] of(LiveJson json) {
        return bytes("event: " + json.event() + "\ndata: " + text(json) + "\n\n");
    }

    /** Encodes an event with an id, which a browser sends as Last-Event-ID when it reconnects. */
    static byte[] of(LiveJson json, EventId id) {
        return bytes("event: " + json.event() + "\nid: " + id + "\ndata: " + text(json) + "\n\n");
    }

    private static String text(LiveJson json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (IOException e) {
            throw new IllegalStateException("Could not encode an event " + json.event(), e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
