package io.moodstream.ingest.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/** Reads the bundled sample class. FFmpeg reads only files, so the class is copied to a temporary one. */
final class SampleSource implements FrameSource {
    /** The text of its place. */
    public static final String PLACE = "sample";

    private static final String RESOURCE = "/sample/class.mp4";

    private final Path copy;
    private final VideoSource video;

    private SampleSource(Path copy, VideoSource video) {
        this.copy = copy;
        this.video = video;
    }

    static SampleSource open(SourceOptions options) throws IOException {
        Path copy = Files.createTempFile("moodstream-sample", ".mp4");
        try (InputStream bytes = SampleSource.class.getResourceAsStream(RESOURCE)) {
            if (bytes == null) {
                throw new IOException("the sample class is missing from this build: " + RESOURCE);
            }
            Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
            return new SampleSource(copy, VideoSource.open(PLACE, VideoInput.file(copy), options, false));
        } catch (IOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    @Override
    public Optional<SourcePicture> next() throws IOException {
        return video.next();
    }

    @Override
    public Optional<Duration> skip() throws IOException {
        return video.skip();
    }

    @Override
    public Optional<Duration> length() {
        return video.length();
    }

    @Override
    public void close() {
        video.close();
        if (!copy.toFile().delete()) {
            copy.toFile().deleteOnExit();
        }
    }
}
