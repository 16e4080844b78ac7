package io.moodstream.ingest.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way FFmpeg opens a place.
 *
 * @param url what to open, in FFmpeg's terms
 * @param format its input format, if FFmpeg cannot find it out by itself
 * @param options options of its demuxer and protocol
 * @param camera whether it is a local camera
 */
record VideoInput(String url, Optional<String> format, Map<String, String> options, boolean camera) {
    private static final Set<String> SCHEMES = Set.of("rtsp", "rtsps", "http", "https");

    /** The size that Linux cameras are asked for; the driver takes the nearest. */
    private static final String CAMERA_SIZE = "1280x720";

    /** Returns the input of a video file; if it refers to others, these must be files. */
    static VideoInput file(Path file) {
        return new VideoInput(
                "file:" + file.toAbsolutePath(),
                Optional.empty(),
                Map.of("protocol_whitelist", "file,crypto,data"),
                false);
    }

    /**
     * Returns the input of a stream.
     *
     * @param timeout how long it may be silent
     * @throws IOException if its scheme is not supported
     */
    static VideoInput stream(String address, Duration timeout) throws IOException {
        String scheme = address.substring(0, address.indexOf(':')).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw new IOException(
                    scheme + ":// is no kind of stream that is read here; rtsp, rtsps, http and https are");
        }
        String timeoutMicros = Long.toString(timeout.toNanos() / 1000);
        Map<String, String> options = scheme.startsWith("rtsp")
                ? Map.of("rtsp_transport", "tcp+udp", "rtsp_flags", "prefer_tcp", "timeout", timeoutMicros)
                : Map.of("rw_timeout", timeoutMicros, "analyzeduration", "1000000");
        return new VideoInput(address, Optional.empty(), options, false);
    }

    /** Returns whether an HTTP server is asked. */
    boolean isHttp() {
        return url.regionMatches(true, 0, "http", 0, 4);
    }

    /**
     * Returns the input of a local camera.
     *
     * @param name its number, or the system's name of it
     * @throws IOException if it does not exist
     */
    static VideoInput camera(String name) throws IOException {
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Windows")) {
            return new VideoInput("video=" + name, Optional.of("dshow"), Map.of(), true);
        }
        if (system.startsWith("Mac")) {
            return new VideoInput(name, Optional.of("avfoundation"), Map.of("framerate", "30"), true);
        }
        String device = name.matches("\\d+") ? "/dev/video" + name : name;
        if (!Files.exists(Path.of(device))) {
            throw new IOException("there is no camera " + device);
        }
        return new VideoInput(device, Optional.of("v4l2"), Map.of("video_size", CAMERA_SIZE), true);
    }
}
