package io.moodstream.ingest.sources;

import java.io.IOException;
import java.util.Optional;

/**
 * A camera or stream that could not be opened. Its player learns why when it asks for a picture, and opens it again, as it
 * does with one that breaks.
 *
 * @param fault why it could not be opened
 */
public record UnopenedStream(IOException fault) implements FrameSource {
    @Override
    public Optional<SourcePicture> next() throws IOException {
        throw fault;
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public void close() {}
}
