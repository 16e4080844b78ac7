package io.moodstream.ingest.publish;

import io.moodstream.ingest.sources.SourcePicture;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between a camera and Kafka: room for one picture, the newest. */
final class Mailbox {
    /**
     * A picture out of a live source.
     *
     * @param at when it arrived
     * @param dropped how many pictures had to go for it since the last one was taken
     */
    record Captured(SourcePicture picture, Instant at, long dropped) {}

    private @Nullable Captured newest;
    private boolean closed;

    /**
     * Puts a picture in.
     *
     * @param at when it arrived
     * @return whether one that nobody had taken had to go
     */
    synchronized boolean put(SourcePicture picture, Instant at) {
        Captured replaced = newest;
        newest = new Captured(picture, at, replaced == null ? 0 : replaced.dropped() + 1);
        notifyAll();
        return replaced != null;
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
