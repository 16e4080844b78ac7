package io.moodstream.ingest.publish;

import java.io.IOException;

/** Takes a source's pictures to its publisher. */
public interface Player {
    /** Plays until the source has ended or is stopped. */
    void play() throws IOException, InterruptedException;

    /** Lets {@link #play} publish what is captured and return. */
    void stop();
}
