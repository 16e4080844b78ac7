package io.moodstream.ingest.sources;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber.ImageMode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pictures of a video file, a camera or a stream as JPEGs. An address with a known length is a remote file;
 * one without is live.
 */
final class VideoSource implements FrameSource {
    private static final Logger LOG = LoggerFactory.getLogger(VideoSource.class);
    private static final Pattern ERROR_CODE = Pattern.compile("error (-\\d+)");

    private static final String NO_DEVICE_MODULE = "FFmpeg's device module cannot be loaded, on Linux because system"
            + " libraries are missing (Debian/Ubuntu: apt install libpulse0 libasound2 libxcb1 libxcb-shm0)";

    /** A file that ends this much before its stated length was probably cut. */
    private static final Duration MISSING = Duration.ofSeconds(2);

    private final String name;
    private final FFmpegFrameGrabber grabber;
    private final JpegPictures pictures;
    private final Sampling sampling;
    private final Optional<Duration> length;
    private final boolean live;
    private final long openedAt = System.nanoTime();
    private long firstMicros = -1;
    private Duration position = Duration.ZERO;

    private VideoSource(
            String name, VideoInput input, FFmpegFrameGrabber grabber, SourceOptions options, boolean remote) {
        this.name = name;
        this.grabber = grabber;
        this.pictures = new JpegPictures(options);
        this.sampling = options.pace().sampling();
        this.length = Optional.of(grabber.getLengthInTime())
                .filter(micros -> micros > 0 && !input.camera())
                .map(micros -> Duration.ofNanos(micros * 1000));
        this.live = input.camera() || (remote && length.isEmpty());
    }

    /**
     * Opens a video and looks for its video stream.
     *
     * @param name its name in messages
     * @param remote whether it is an address
     * @throws IOException saying why it cannot be read
     */
    static VideoSource open(String name, VideoInput input, SourceOptions options, boolean remote) throws IOException {
        Ffmpeg.quiet();
        FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(input.url());
        input.format().ifPresent(grabber::setFormat);
        input.options().forEach(grabber::setOption);
        grabber.setVideoOption("threads", "1"); // each source has a thread of its own
        grabber.setImageMode(ImageMode.RAW);
        try {
            grabber.start();
        } catch (FFmpegFrameGrabber.Exception e) {
            close(grabber);
            throw new IOException(name + " cannot be opened: " + reason(e));
        }
        if (!grabber.hasVideo()) {
            close(grabber);
            throw new IOException(name + " has no video in it");
        }
        return new VideoSource(name, input, grabber, options, remote);
    }

    @Override
    public Optional<SourcePicture> next() throws IOException {
        Frame frame = grabKept();
        return frame == null
                ? Optional.empty()
                : Optional.of(pictures.encode((AVFrame) frame.opaque, live ? Duration.ZERO : position));
    }

    @Override
    public Optional<Duration> skip() throws IOException {
        return grabKept() == null ? Optional.empty() : Optional.of(position);
    }

    /** Grabs the next frame that is kept; none after the last. */
    private @Nullable Frame grabKept() throws IOException {
        for (Frame frame = grab(); frame != null; frame = grab()) {
            advance(frame.timestamp);
            if (sampling.keeps(live ? Duration.ofNanos(System.nanoTime() - openedAt) : position)) {
                return frame;
            }
        }
        if (live) {
            throw new IOException(name + " has stopped sending");
        }
        if (firstMicros < 0) {
            throw new IOException(name + " holds no picture that can be decoded");
        }
        length.filter(stated -> stated.minus(position).compareTo(MISSING) > 0)
                .ifPresent(stated -> LOG.warn(
                        "{} ended after {} s of {} s; it may have been cut",
                        name,
                        position.toSeconds(),
                        stated.toSeconds()));
        return null;
    }

    private @Nullable Frame grab() throws IOException {
        try {
            return grabber.grabImage();
        } catch (FFmpegFrameGrabber.Exception e) {
            throw new IOException(name + " cannot be read any further: " + reason(e));
        }
    }

    /** Returns the position since the first picture; it never decreases, whatever the file's time stamps do. */
    private void advance(long micros) {
        if (firstMicros < 0) {
            firstMicros = Math.max(0, micros);
        }
        Duration now = Duration.ofNanos((micros - firstMicros) * 1000);
        position = now.compareTo(position) > 0 ? now : position;
    }

    /**
     * JavaCV's messages repeat the address, which may hold a password; only FFmpeg's own reason is passed on, and the
     * exception itself not even as a cause.
     */
    private static String reason(FFmpegFrameGrabber.Exception e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Could not find input format")) { // only cameras ask for one, of the device module
            return NO_DEVICE_MODULE;
        }
        Matcher code = ERROR_CODE.matcher(message);
        return code.find() ? Ffmpeg.text(Integer.parseInt(code.group(1))) : "no video found in it";
    }

    @Override
    public boolean live() {
        return live;
    }

    @Override
    public Optional<Duration> length() {
        return length;
    }

    private static void close(FFmpegFrameGrabber grabber) {
        try {
            grabber.release();
        } catch (FFmpegFrameGrabber.Exception e) {
            throw new IllegalStateException("FFmpeg cannot close the video: " + reason(e));
        }
    }

    @Override
    public void close() {
        pictures.close();
        close(grabber);
    }
}
