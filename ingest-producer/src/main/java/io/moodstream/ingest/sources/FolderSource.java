package io.moodstream.ingest.sources;

import io.moodstream.ingest.sources.SourcePicture.State;
import io.moodstream.pictures.BrokenPictureException;
import io.moodstream.pictures.DecodedPicture;
import io.moodstream.pictures.PictureDecoder;
import io.moodstream.pictures.PictureFiles;
import io.moodstream.pictures.PictureFormat;
import io.moodstream.pictures.PictureHeader;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pictures of a folder in the order of their names, at an even pace. The file's name alone decides what is a
 * picture. JPEG and PNG are passed on unchanged, so that a damaged picture becomes a dead letter with a reason instead
 * of missing. Pictures that are too large for the topic are scaled down here, and those of other formats become JPEGs.
 */
final class FolderSource implements FrameSource {
    private static final Logger LOG = LoggerFactory.getLogger(FolderSource.class);

    /** Formats of pictures that no frame may have. */
    private static final Set<PictureFormat> OTHERS = EnumSet.of(
            PictureFormat.GIF, PictureFormat.WEBP, PictureFormat.TIFF, PictureFormat.BMP, PictureFormat.HEIF);

    /** The most bytes of a file that are read into memory. */
    private static final int MAX_FILE_BYTES = 64 * 1024 * 1024;

    /** About 150 MB decoded; more than any camera of today makes. */
    private static final int MAX_PIXELS = 50_000_000;

    private final List<Path> files;
    private final double perSecond;
    private final int quality;
    private int next;

    private FolderSource(List<Path> files, SourceOptions options) {
        this.files = files;
        this.perSecond = options.pace().perSecond().orElse(options.folderFps());
        this.quality = options.jpegQuality();
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

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> all = entries.toList();
            List<Path> pictures = all.stream()
                    .filter(Files::isRegularFile)
                    .filter(file -> PictureFiles.isPicture(file) && !PictureFiles.isHidden(file))
                    .sorted(PictureFiles.BY_NAME)
                    .toList();
            long folders = all.stream().filter(Files::isDirectory).count();
            long others = all.size() - folders - pictures.size();
            if (pictures.isEmpty()) {
                String instead = all.isEmpty()
                        ? "the folder is empty"
                        : "only " + counted(others, "other file") + " and " + counted(folders, "folder")
                                + ", which are not looked into";
                throw new IOException(
                        "no pictures in " + folder + ": " + instead + "; pictures end in " + PictureFiles.extensions());
            }
            if (others + folders > 0) {
                LOG.info(
                        "{}: {}; {} and {} left out",
                        folder,
                        counted(pictures.size(), "picture"),
                        counted(others, "other file"),
                        counted(folders, "folder"));
            }
            return pictures;
        }
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    @Override
    public Optional<SourcePicture> next() throws IOException {
        if (next == files.size()) {
            return Optional.empty();
        }
        Path file = files.get(next);
        SourcePicture picture = fit(file, read(file), positionOf(next));
        next++;
        return Optional.of(picture);
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
     * Returns the picture as it is, or as a JPEG that fits into the topic. One that cannot be decoded stays as it is:
     * the publisher or the detector makes it a dead letter, which has a number and no file, so the file is named here.
     */
    private SourcePicture fit(Path file, byte[] image, Duration position) {
        PictureFormat format = PictureFormat.of(image);
        boolean others = OTHERS.contains(format);
        try {
            if (!others && image.length <= Topics.MAX_IMAGE_BYTES) {
                byte[] whole = PictureHeader.read(image).requireWhole(image);
                return new SourcePicture(image, position, false, whole == image ? State.WHOLE : State.UNREAD);
            }
            try (DecodedPicture decoded = others
                    ? StillPicture.decode(file, image, MAX_PIXELS)
                    : new PictureDecoder(MAX_PIXELS).decode(image)) {
                byte[] jpeg = decoded.toJpegWithin(Topics.MAX_IMAGE_BYTES, quality);
                return new SourcePicture(jpeg, position, !others, State.WHOLE);
            }
        } catch (BrokenPictureException | IOException e) {
            LOG.warn("Picture {}, {}, becomes a dead letter: {}", next, file, e.getMessage());
            return new SourcePicture(image, position, false, State.BROKEN);
        }
    }

    @Override
    public void close() {
        // Each file is closed when it has been read.
    }
}
