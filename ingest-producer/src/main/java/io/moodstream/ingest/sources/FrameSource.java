package io.moodstream.ingest.sources;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A source of pictures, open from its construction on. Used by one thread at a time. */
public interface FrameSource extends AutoCloseable {
    /**
     * Returns the next picture, and waits for it if it has to be captured first.
     *
     * @return empty when there is none after the last
     * @throws IOException saying what cannot be read any further, and why
     */
    Optional<SourcePicture> next() throws IOException;

    /**
     * Skips the next picture.
     *
     * @return its position; empty when there is none after the last
     * @throws IOException saying what cannot be read any further, and why
     */
    default Optional<Duration> skip() throws IOException {
        return next().map(SourcePicture::position);
    }

    /** Returns whether its pictures are live and cannot wait: those of a camera, or of a stream without an end. */
    default boolean live() {
        return false;
    }

    /** Returns how long it plays, if that is known beforehand. */
    default Optional<Duration> length() {
        return Optional.empty();
    }

    @Override
    void close();
}
