package io.moodstream.dashboard.cameras;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * What goes out through a WebSocket. Never waits for its reader: one that lets too much pile up is closed, and cut off
 * if it does not even take that.
 */
final class Outbox {
    private static final int MOST_MESSAGES = 64;
    private static final int MOST_CHARACTERS = 256 * 1024;
    private static final long CLOSE_SECONDS = 5;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Session session;
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger characters = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    Outbox(Session session) {
        this.session = session;
    }

    /** A message of a type, to be filled. */
    static ObjectNode message(String type) {
        return MAPPER.createObjectNode().put("type", type);
    }

    /** A message of a type with all that a record says. */
    static ObjectNode message(String type, Object content) {
        return message(type).setAll((ObjectNode) MAPPER.valueToTree(content));
    }

    /** Sends a message, after those before it. */
    void send(ObjectNode message) {
        if (closed.get()) {
            return;
        }
        String text = message.toString(); // which is JSON
        if (messages.incrementAndGet() > MOST_MESSAGES || characters.addAndGet(text.length()) > MOST_CHARACTERS) {
            close(CameraClose.TOO_SLOW);
            return;
        }
        session.sendText(text, Callback.from(() -> sent(text), failure -> sent(text)));
    }

    private void sent(String text) {
        messages.decrementAndGet();
        characters.addAndGet(-text.length());
    }

    /** Closes the socket. */
    void close(CameraClose why) {
        if (closed.compareAndSet(false, true)) {
            session.close(why.code(), why.reason(), Callback.NOOP);
            CompletableFuture.delayedExecutor(CLOSE_SECONDS, TimeUnit.SECONDS).execute(session::disconnect);
        }
    }
}
