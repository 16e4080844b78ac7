package io.moodstream.launcher.fuzz;

import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.SourceOptions;
import io.moodstream.ingest.sources.SourcePicture;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.Settings;
import io.moodstream.pictures.PictureHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Video files of ingest. Each picture has to be a whole JPEG, not before the last one and not long after it, and of a
 * video that nothing has touched all have to come.
 */
final class Videos implements FileTarget.Reader {
    /** A video takes as long as it has pictures and pixels; what counts here is that each picture comes in time. */
    private static final int MOST_PICTURES = 50;

    private static final long MOST_PIXELS = 10_000_000;

    /** A still picture stands for at most ten minutes, and a step of more than ten seconds beyond that is bridged. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(10).plusSeconds(10);

    /** A header may state any length; a longer one would put the video's pictures before all others. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private final SourceOptions options =
            new Settings(Map.of()).bind(IngestConfig.class).sourceOptions();
    private final List<byte[]> whole;

    private Videos(List<byte[]> whole) {
        this.whole = whole;
    }

    /** Writes videos into the folder, and returns them as something to break. */
    static FuzzTarget in(Path folder) throws IOException {
        List<byte[]> whole = SampleVideos.in(folder);
        return new FileTarget(folder, "input.video", false, whole, new Videos(whole));
    }

    @Override
    public Optional<String> read(Path file) throws Exception {
        int pictures;
        try (FrameSource source = SourceSpec.parse("video=" + file).place().open(options)) {
            requirePlausible(source);
            pictures = pictures(source);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()).replace(file.toString(), "the file"));
        }
        byte[] input = Files.readAllBytes(file);
        if (pictures != SampleVideos.PICTURES && whole.stream().anyMatch(video -> Arrays.equals(video, input))) {
            throw new IllegalStateException(pictures + " pictures of " + SampleVideos.PICTURES + " were read");
        }
        return Optional.empty();
    }

    private static void requirePlausible(FrameSource source) {
        source.length()
                .filter(length -> length.isNegative() || length.compareTo(LONGEST) > 0)
                .ifPresent(length -> {
                    throw new IllegalStateException("a length of " + length + " is believed");
                });
    }

    private static int pictures(FrameSource source) throws IOException {
        Duration last = Duration.ZERO;
        int pictures = 0;
        long pixels = 0;
        while (pictures < MOST_PICTURES && pixels < MOST_PIXELS) {
            Optional<SourcePicture> next = source.next();
            if (next.isEmpty()) {
                break;
            }
            Duration position = next.get().position();
            if (position.compareTo(last) < 0 || position.minus(last).compareTo(LONGEST_STEP) > 0) {
                throw new IllegalStateException("picture " + pictures + " is at " + position + " after " + last);
            }
            last = position;
            byte[] image = next.get().image();
            PictureHeader header = PictureHeader.read(image);
            header.requireWhole(image);
            pixels += (long) header.width() * header.height();
            pictures++;
        }
        return pictures;
    }
}
