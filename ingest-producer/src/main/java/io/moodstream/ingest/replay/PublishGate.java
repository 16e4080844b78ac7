package io.moodstream.ingest.replay;

import io.moodstream.ingest.publish.EventTimeAligner;
import java.io.IOException;
import java.time.Instant;

/** Holds frames back until they may be published. */
@FunctionalInterface
public interface PublishGate extends AutoCloseable {
    /**
     * Waits until a frame may be published.
     *
     * @param capturedAt its event time
     * @return whether to continue
     * @throws IOException if what it waits for does not happen
     */
    boolean await(Instant capturedAt) throws IOException, InterruptedException;

    /** Called when nothing more follows. */
    @Override
    default void close() {}

    /** Returns a gate that keeps a recording aligned with the other sources of ingest in event time. */
    static PublishGate aligned(String name, EventTimeAligner aligner) {
        return new PublishGate() {
            @Override
            public boolean await(Instant capturedAt) throws InterruptedException {
                return aligner.awaitAlignment(name, capturedAt);
            }

            @Override
            public void close() {
                aligner.leave(name);
            }
        };
    }
}
