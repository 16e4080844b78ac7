package io.moodstream.ingest.sources;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pictures of a folder in the order of their names, at an even pace. The file's name alone decides what is a
 * picture. Bytes are passed on unchanged, so that a damaged picture becomes a dead letter with a reason instead of
 * missing. Only pictures that are too large for the topic are decoded here, to scale them down.
 */
final class FolderSource implements FrameSource {
    private static final Logger LOG = LoggerFactory.getLogger(FolderSource.class);
    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff");

    /** The most bytes of a file that are read into memory. */
    private static final int MAX_FILE_BYTES = 64 * 1024 * 1024;

    private final List<Path> files;
    private final double perSecond;
    private final JpegPictures pictures;
    private int next;

    private FolderSource(List<Path> files, SourceOptions options) {
        this.files = files;
        this.perSecond = options.pace().perSecond().orElse(options.folderFps());
        this.pictures = new JpegPictures(options);
    }

    /**
     * @param place a folder with pictures, or one picture
     * @throws IOException if it cannot be read or has no pictures
     */
    static FolderSource open(Path place, SourceOptions options) throws IOException {
        List<Path> files = Files.isDirectory(place) ? list(place) : List.of(place);
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw new IOException(file + " cannot be read");
            }
        }
        return new FolderSource(files, options);
    }

    /** Returns whether a file's name is that of a picture. */
    static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName());
        return PICTURES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            var byKind = entries.filter(Files::isRegularFile)
                    .sorted()
                    .collect(Collectors.partitioningBy(FolderSource::isPicture));
            List<Path> pictures = byKind.getOrDefault(true, List.of());
            int others = byKind.getOrDefault(false, List.of()).size();
            if (pictures.isEmpty()) {
                throw new IOException("no pictures in " + folder + ", only " + others + " other files; pictures end in "
                        + PICTURES.stream().sorted().collect(Collectors.joining(", ")));
            }
            if (others > 0) {
                LOG.info("{}: {} pictures, {} other files left out", folder, pictures.size(), others);
            }
            return pictures;
        }
    }

    @Override
    public Optional<SourcePicture> next() throws IOException {
        if (next == files.size()) {
            return Optional.empty();
        }
        Duration position = positionOf(next);
        SourcePicture picture = new SourcePicture(read(files.get(next)), position, false);
        next++;
        return Optional.of(picture.image().length > Topics.MAX_IMAGE_BYTES ? shrink(picture) : picture);
    }

    @Override
    public Optional<Duration> skip() {
        return next == files.size() ? Optional.empty() : Optional.of(positionOf(next++));
    }

    @Override
    public Optional<Duration> length() {
        return Optional.of(positionOf(files.size()));
    }

    private Duration positionOf(int number) {
        return Duration.ofNanos(Math.round(number * 1e9 / perSecond));
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(MAX_FILE_BYTES);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Returns a smaller picture, or the same one if it cannot be decoded; the publisher then makes it a dead letter.
     */
    private SourcePicture shrink(SourcePicture picture) {
        try {
            AVFrame decoded = FfmpegPictureDecoder.decode(picture);
            try {
                SourcePicture smaller = pictures.encode(decoded, picture.position());
                return new SourcePicture(smaller.image(), smaller.position(), true);
            } finally {
                av_frame_free(decoded);
            }
        } catch (IOException e) {
            LOG.warn("Picture {} is too large to publish and cannot be scaled down: {}", next, e.getMessage());
            return picture;
        }
    }

    @Override
    public void close() {
        pictures.close();
    }
}
