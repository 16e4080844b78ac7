package io.moodstream.launcher.fuzz;

import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.SourceOptions;
import io.moodstream.ingest.sources.SourcePicture;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.Settings;
import io.moodstream.pictures.BrokenPictureException;
import io.moodstream.pictures.PictureHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Pictures in a folder of ingest, which makes JPEGs of those that are neither JPEG nor PNG. */
final class StillPictures implements FileTarget.Reader {
    private final SourceOptions options =
            new Settings(Map.of()).bind(IngestConfig.class).sourceOptions();

    /** One that cannot be decoded is published as it is, and becomes a dead letter with the detector's reason. */
    @Override
    public Optional<String> read(Path file) throws Exception {
        byte[] image;
        try (FrameSource source = SourceSpec.parse(
                        "still=" + file.toAbsolutePath().getParent())
                .place()
                .open(options)) {
            image = source.next().map(SourcePicture::image).orElseThrow();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        try {
            PictureHeader.read(image).requireWhole(image);
            return Optional.empty();
        } catch (BrokenPictureException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
