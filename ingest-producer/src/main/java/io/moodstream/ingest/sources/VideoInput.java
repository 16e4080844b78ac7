package io.moodstream.ingest.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
public record VideoInput(String url, Optional<String> format, Map<String, String> options, boolean camera) {
    private static final String CAMERA = "camera:";
    private static final Set<String> SCHEMES = Set.of("rtsp", "rtsps", "http", "https");

    /** Asked of Linux cameras; the driver takes the nearest it has. */
    private static final String CAMERA_SIZE = "1280x720";

    /**
     * @throws IOException if there is nothing at that place or it is of no kind that can be opened
     */
    static VideoInput of(SourceSpec spec, SourceOptions options) throws IOException {
        if (spec.isAddress()) {
            return stream(spec, Long.toString(options.connectTimeout().toNanos() / 1000));
        }
        if (spec.place().startsWith(CAMERA)) {
            return camera(spec.place().substring(CAMERA.length()), System.getProperty("os.name", ""));
        }
        return file(Path.of(spec.place()));
    }

    /** A video file; one that refers to others may name files only. */
    static VideoInput file(Path file) {
        return new VideoInput(
                "file:" + file.toAbsolutePath(),
                Optional.empty(),
                Map.of("protocol_whitelist", "file,crypto,data"),
                false);
    }

    /** Whether the place names a local camera. */
    public static boolean isCamera(String place) {
        return place.startsWith(CAMERA);
    }

    private static VideoInput stream(SourceSpec spec, String timeoutMicros) throws IOException {
        String scheme = spec.place().substring(0, spec.place().indexOf(':')).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw new IOException(
                    scheme + ":// is no kind of stream that is read here; rtsp, rtsps, http and https are");
        }
        Map<String, String> options = scheme.startsWith("rtsp")
                ? Map.of("rtsp_transport", "tcp", "timeout", timeoutMicros)
                : Map.of("rw_timeout", timeoutMicros, "analyzeduration", "1000000");
        return new VideoInput(spec.place(), Optional.empty(), options, false);
    }

    private static VideoInput camera(String name, String system) throws IOException {
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
