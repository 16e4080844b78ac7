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
 * How FFmpeg opens a place.
 *
 * @param url what to open, in FFmpeg's terms
 * @param format its input format, where that does not show by itself
 * @param options of its demuxer and protocol
 * @param camera whether it is a local camera
 */
record VideoInput(String url, Optional<String> format, Map<String, String> options, boolean camera) {
    private static final Set<String> SCHEMES = Set.of("rtsp", "rtsps", "http", "https");

    /** Asked of Linux cameras; the driver takes the nearest it has. */
    private static final String CAMERA_SIZE = "1280x720";

    /** A video file; one that refers to others may name files only. */
    static VideoInput file(Path file) {
        return new VideoInput(
                "file:" + file.toAbsolutePath(),
                Optional.empty(),
                Map.of("protocol_whitelist", "file,crypto,data"),
                false);
    }

    /**
     * A stream.
     *
     * @param timeout how long it may be silent
     * @throws IOException if its scheme is none that is read
     */
    static VideoInput stream(String address, Duration timeout) throws IOException {
        String scheme = address.substring(0, address.indexOf(':')).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw new IOException(
                    scheme + ":// is no kind of stream that is read here; rtsp, rtsps, http and https are");
        }
        String timeoutMicros = Long.toString(timeout.toNanos() / 1000);
        Map<String, String> options = scheme.startsWith("rtsp")
                ? Map.of("rtsp_transport", "tcp", "timeout", timeoutMicros)
                : Map.of("rw_timeout", timeoutMicros, "analyzeduration", "1000000");
        return new VideoInput(address, Optional.empty(), options, false);
    }

    /**
     * A local camera.
     *
     * @param name its number, or its name as the system calls it
     * @throws IOException if there is none
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
