package io.moodstream.ingest.publish;

import java.io.IOException;

/** Passes a source's pictures to its publisher. */
public interface Player {
    /** Plays until the source has ended or is stopped. */
    void play() throws IOException, InterruptedException;

    /** Makes {@link #play} publish what is captured and return. */
    void stop();
}
