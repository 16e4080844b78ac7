package io.moodstream.ingest.replay;

import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import java.io.IOException;

/** Takes what a recording gives, in its order. */
interface ReplaySink extends AutoCloseable {
    /**
     * Waits until a frame may be published, then does.
     *
     * @return whether to go on
     * @throws IOException if what it waits for does not come
     */
    boolean frame(Frame frame) throws IOException, InterruptedException;

    /** Publishes an event. */
    void event(LectureEvent event);

    /** Nothing more will come. */
    @Override
    default void close() {}
}
