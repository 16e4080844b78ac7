package io.moodstream.ingest.sources;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pictures of a video file, a camera or a stream as JPEGs. An address with a known end is a remote file; one
 * without is live.
 */
final class VideoSource implements FrameSource {
    private static final Logger LOG = LoggerFactory.getLogger(VideoSource.class);

    /** A file that ends this much before its stated length was probably cut. */
    private static final Duration MISSING = Duration.ofSeconds(2);

    private final VideoDecoder video;
    private final JpegPictures pictures;
    private final Sampling sampling;
    private final boolean live;
    private final VideoClock clock = new VideoClock();
    private final long openedAt = System.nanoTime();
    private boolean begun;
    private Duration position = Duration.ZERO;

    private VideoSource(VideoDecoder video, SourceOptions options, boolean live) {
        this.video = video;
        this.pictures = new JpegPictures(options);
        this.sampling = options.pace().sampling();
        this.live = live;
    }

    /**
     * Opens a video and looks for its video stream.
     *
     * @param name its name in messages
     * @param remote whether it is an address
     * @throws IOException saying why it cannot be read
     */
    static VideoSource open(String name, VideoInput input, SourceOptions options, boolean remote) throws IOException {
        VideoDecoder video = VideoDecoder.open(name, input);
        return new VideoSource(video, options, input.camera() || (remote && !video.hasEnd()));
    }

    @Override
    public Optional<SourcePicture> next() throws IOException {
        AVFrame picture = nextKept();
        return picture == null
                ? Optional.empty()
                : Optional.of(pictures.encode(picture, video.pixelAspect(), position));
    }

    @Override
    public Optional<Duration> skip() throws IOException {
        return nextKept() == null ? Optional.empty() : Optional.of(position);
    }

    /** Decodes up to the next picture that is kept; null after the last. */
    private @Nullable AVFrame nextKept() throws IOException {
        for (AVFrame picture = video.next(); picture != null; picture = video.next()) {
            advance();
            if (sampling.keeps(live ? Duration.ofNanos(System.nanoTime() - openedAt) : position)) {
                return picture;
            }
        }
        if (live) {
            throw new IOException(video + " has stopped sending"
                    + video.fault().map(fault -> ": " + fault).orElse(""));
        }
        if (!begun) {
            throw new IOException(video + " holds no picture that can be decoded");
        }
        video.fault()
                .ifPresent(fault -> LOG.warn(
                        "{} ended after {} s because it could not be read further: {}",
                        video,
                        position.toSeconds(),
                        fault));
        length().filter(stated -> stated.minus(position).compareTo(MISSING) > 0)
                .ifPresent(stated -> LOG.warn(
                        "{} ended after {} s of {} s; it may have been cut",
                        video,
                        position.toSeconds(),
                        stated.toSeconds()));
        return null;
    }

    private void advance() {
        long jumps = clock.jumps();
        position = Duration.ofNanos(clock.next(video.stamp(), video.duration(), video.interval()) * 1000);
        if (!begun && !live && !video.hasStamps()) {
            LOG.warn(
                    "{} has no time stamps; {} pictures a second are assumed",
                    video,
                    Math.round(1e8 / video.interval()) / 100.0);
        }
        begun = true;
        if (jumps == 0 && clock.jumps() > 0 && !live) {
            LOG.warn(
                    "{}: the time stamps jump by {} s after {} s; this and further jumps are bridged",
                    video,
                    clock.jumped().toSeconds(),
                    position.toSeconds());
        }
    }

    @Override
    public boolean live() {
        return live;
    }

    @Override
    public Optional<Duration> length() {
        return clock.jumps() == 0 ? video.length() : Optional.empty();
    }

    @Override
    public void close() {
        pictures.close();
        video.close();
    }
}
