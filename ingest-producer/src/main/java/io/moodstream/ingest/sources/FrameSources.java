package io.moodstream.ingest.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens sources by what their place looks like. */
public final class FrameSources {
    private FrameSources() {}

    /**
     * @throws IOException saying why there is nothing to be had from that place
     */
    public static FrameSource open(SourceSpec spec, SourceOptions options) throws IOException {
        if (spec.isSample()) {
            return SampleSource.open(options);
        }
        if (spec.isAddress() || VideoInput.isCamera(spec.place())) {
            return VideoSource.open(spec, options);
        }
        Path file = Path.of(spec.place());
        if (!Files.exists(file)) {
            throw new IOException(file + " does not exist");
        }
        if (!Files.isReadable(file)) {
            throw new IOException(file + " cannot be read");
        }
        return Files.isDirectory(file) || FolderSource.isPicture(file)
                ? FolderSource.open(file, options)
                : VideoSource.open(spec, options);
    }
}
