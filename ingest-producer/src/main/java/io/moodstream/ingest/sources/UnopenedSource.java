package io.moodstream.ingest.sources;

import java.io.IOException;
import java.util.Optional;

/**
 * A source that could not be opened. The player of a camera or stream learns why when it asks for a picture, and opens it
 * again, as it does with one that breaks.
 *
 * @param fault why it could not be opened
 */
public record UnopenedSource(IOException fault) implements FrameSource {
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
