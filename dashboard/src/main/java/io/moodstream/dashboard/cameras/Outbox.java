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
 * Sends messages through a WebSocket without ever waiting for the reader. A socket with too many unread messages is
 * closed, and disconnected if it does not accept the close frame either.
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

    /** Creates an empty message of a type. */
    static ObjectNode message(String type) {
        return MAPPER.createObjectNode().put("type", type);
    }

    /** Creates a message of a type with the components of a record. */
    static ObjectNode message(String type, Object content) {
        return message(type).setAll((ObjectNode) MAPPER.valueToTree(content));
    }

    /** Sends a message after the earlier ones. */
    void send(ObjectNode message) {
        if (closed.get()) {
            return;
        }
        String text = message.toString(); // JSON
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

    /** Returns whether the server has closed the socket. */
    boolean isClosed() {
        return closed.get();
    }

    /** Closes the socket. */
    void close(CameraClose why) {
        if (closed.compareAndSet(false, true)) {
            session.close(why.code(), why.reason(), Callback.NOOP);
            CompletableFuture.delayedExecutor(CLOSE_SECONDS, TimeUnit.SECONDS).execute(session::disconnect);
        }
    }
}
