package io.moodstream.ingest.publish;

import io.moodstream.ingest.sources.SourcePicture;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Holds the newest picture between a camera and Kafka. */
final class Mailbox {
    /**
     * A picture of a live source.
     *
     * @param at when it arrived
     * @param dropped how many pictures it has replaced since the last one was taken
     */
    record Captured(SourcePicture picture, Instant at, long dropped) {}

    private @Nullable Captured newest;
    private boolean closed;

    /**
     * Puts a picture in, in place of one that was not taken.
     *
     * @param at when it arrived
     * @return the one that it replaced
     */
    synchronized Optional<Captured> put(SourcePicture picture, Instant at) {
        Captured replaced = newest;
        newest = new Captured(picture, at, replaced == null ? 0 : replaced.dropped() + 1);
        notifyAll();
        return Optional.ofNullable(replaced);
    }

    /**
     * Waits for a picture and takes it.
     *
     * @return empty if none came within this time, or the mailbox is closed and empty
     */
    synchronized Optional<Captured> take(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); newest == null && !closed && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        Optional<Captured> taken = Optional.ofNullable(newest);
        newest = null;
        return taken;
    }

    /** Returns whether it is closed and empty. */
    synchronized boolean isDone() {
        return closed && newest == null;
    }

    /** Closes the mailbox for new pictures; a picture in it can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
