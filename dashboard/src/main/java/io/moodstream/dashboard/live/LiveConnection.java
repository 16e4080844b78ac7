package io.moodstream.dashboard.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Writes to one listener without ever waiting for it (Servlet specification, non-blocking I/O). What it has not taken
 * yet is queued, up to a number of bytes; the queued arrays are shared with all other listeners.
 */
final class LiveConnection implements WriteListener {
    private final AsyncContext exchange;
    private final ServletOutputStream out;
    private final Runnable onClose;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private long room;
    private boolean writable;
    private boolean unflushed;
    private boolean closed;

    /**
     * @param room bytes that may wait
     * @param onClose called once
     */
    LiveConnection(AsyncContext exchange, ServletOutputStream out, long room, Runnable onClose) {
        this.exchange = exchange;
        this.out = out;
        this.room = room;
        this.onClose = onClose;
    }

    /** Sends what may be large: it takes no room. */
    synchronized void begin(List<byte[]> state) {
        if (!closed) {
            state.forEach(part -> queue.add(new Waiting(part, 0)));
            write();
        }
    }

    /**
     * Sends or queues.
     *
     * @return false if there was no room, so that the connection is closed now
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
            close(); // nobody is there any more
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

    /** Ends the answer; what is still queued is not sent. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            queue.clear();
        }
        onClose.run();
        try {
            exchange.complete();
        } catch (IllegalStateException e) {
            // The container has ended it already.
            return;
        }
    }

    /** @param room bytes that it takes until it is written */
    private record Waiting(byte[] bytes, int room) {}
}
