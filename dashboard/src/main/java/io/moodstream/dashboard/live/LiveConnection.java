package io.moodstream.dashboard.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Writes to one listener without ever waiting for it (Servlet specification, non-blocking I/O). Unsent events are
 * queued, up to a number of bytes; the queued arrays are shared with all other listeners.
 */
final class LiveConnection implements WriteListener {
    private final AsyncContext exchange;
    private final ServletOutputStream out;
    private final Consumer<LiveConnection> onClose;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private long room;
    private boolean writable;
    private boolean unflushed;
    private boolean closed;

    /**
     * @param room maximum bytes in the queue
     * @param onClose called once when the connection is closed
     */
    LiveConnection(AsyncContext exchange, ServletOutputStream out, long room, Consumer<LiveConnection> onClose) {
        this.exchange = exchange;
        this.out = out;
        this.room = room;
        this.onClose = onClose;
    }

    /** Sends the initial state, which may be large and does not count against the room. */
    synchronized void begin(List<byte[]> state) {
        if (!closed) {
            state.forEach(part -> queue.add(new Waiting(part, 0)));
            write();
        }
    }

    /**
     * Sends an event, or queues it.
     *
     * @return false if the queue was full, so that the connection is now closed
     */
    synchronized boolean send(byte[] event) {
        if (closed) {
            return true;
        }
        queue.add(new Waiting(event, event.length));
        room -= event.length;
        write();
        if (room < 0) {
            close();
            return false;
        }
        return true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        write();
    }

    @Override
    public void onError(Throwable gone) {
        close();
    }

    private void write() {
        try {
            while (!closed && writable && (unflushed || !queue.isEmpty())) {
                if (out.isReady()) {
                    writeNext();
                } else {
                    writable = false; // until onWritePossible
                }
            }
        } catch (IOException | IllegalStateException e) {
            close(); // the listener has disconnected
        }
    }

    private void writeNext() throws IOException {
        Waiting next = queue.poll();
        unflushed = next != null;
        if (next == null) {
            out.flush();
        } else {
            room += next.room();
            out.write(next.bytes());
        }
    }

    /** Ends the response; queued events are not sent. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            queue.clear();
        }
        onClose.accept(this);
        try {
            exchange.complete();
        } catch (IllegalStateException e) {
            // The container has already completed it.
            return;
        }
    }

    /** @param room the bytes it occupies until it is written */
    private record Waiting(byte[] bytes, int room) {}
}
