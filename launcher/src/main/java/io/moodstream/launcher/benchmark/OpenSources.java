package io.moodstream.launcher.benchmark;

import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.SourceOptions;
import io.moodstream.ingest.sources.SourcePicture;
import io.moodstream.ingest.sources.SourceSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads sources as ingest does, their pictures in turn. Safe for use by several threads. */
final class OpenSources implements AutoCloseable {
    private final List<FrameSource> sources = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    OpenSources(List<SourceSpec> specs, SourceOptions options) throws IOException {
        for (SourceSpec spec : specs) {
            sources.add(spec.place().open(options));
        }
    }

    /** Returns the next picture of the source whose turn it is; empty if all have ended. */
    Optional<SourcePicture> next() throws IOException {
        int first = turn.getAndIncrement();
        for (int i = 0; i < sources.size(); i++) {
            FrameSource source = sources.get(Math.floorMod(first + i, sources.size()));
            synchronized (source) {
                Optional<SourcePicture> picture = source.next();
                if (picture.isPresent()) {
                    return picture;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        sources.forEach(FrameSource::close);
    }
}
