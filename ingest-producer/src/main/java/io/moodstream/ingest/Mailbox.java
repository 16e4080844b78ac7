package io.moodstream.ingest;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between a camera and Kafka: room for one picture, the newest. */
final class Mailbox {
    /**
     * A picture out of a live source.
     *
     * @param at when it arrived
     */
    record Captured(Picture picture, Instant at) {}

    private @Nullable Captured newest;
    private boolean closed;

    /**
     * Puts a picture in.
     *
     * @return whether one that nobody had taken had to go
     */
    synchronized boolean put(Captured captured) {
        boolean replaced = newest != null;
        newest = captured;
        notifyAll();
        return replaced;
    }

    /** Takes the picture; waits for one. Empty when closed and nothing is left. */
    synchronized Optional<Captured> take() throws InterruptedException {
        while (newest == null && !closed) {
            wait();
        }
        Optional<Captured> taken = Optional.ofNullable(newest);
        newest = null;
        return taken;
    }

    /** No more will come; what is there can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
