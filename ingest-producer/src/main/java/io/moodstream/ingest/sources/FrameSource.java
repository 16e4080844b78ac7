package io.moodstream.ingest.sources;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Gives pictures one after another. Used by one thread at a time; opened when constructed. */
public interface FrameSource extends AutoCloseable {
    /**
     * The next picture; waits for it where it has to be captured first.
     *
     * @return empty when there is none after the last
     * @throws IOException if it cannot be read any further, saying what and why
     */
    Optional<SourcePicture> next() throws IOException;

    /** Whether its pictures show now and do not wait: a camera, a stream without an end. */
    default boolean live() {
        return false;
    }

    /** How long it plays, where that is known beforehand. */
    default Optional<Duration> length() {
        return Optional.empty();
    }

    @Override
    void close();
}
