package io.moodstream.ingest.replay;

import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import java.io.IOException;

/** Receives the frames and events of a recording in their order. */
interface ReplaySink extends AutoCloseable {
    /**
     * Waits until a frame may be published, then publishes it.
     *
     * @return whether to continue
     * @throws IOException if what it waits for does not happen
     */
    boolean frame(Frame frame) throws IOException, InterruptedException;

    /** Publishes an event. */
    void event(LectureEvent event);

    /** Called when nothing more follows. */
    @Override
    default void close() {}
}
