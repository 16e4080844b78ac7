package io.moodstream.ingest.sources;

import io.moodstream.kit.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a source's pictures come from. As text it is what logs and messages may show: without the user, password and
 * query of an address.
 */
public sealed interface Place {
    /** Reads a place. Any text that is nothing else is a path, whether or not a file is there. */
    static Place parse(String text) {
        if (text.equals(SampleSource.PLACE)) {
            return new Sample();
        }
        if (Address.FORM.matcher(text).matches()) {
            return new Address(text);
        }
        return text.startsWith(Camera.PREFIX)
                ? new Camera(text.substring(Camera.PREFIX.length()))
                : new LocalPath(text);
    }

    /**
     * Opens what is there.
     *
     * @throws IOException saying why there is nothing to be had from that place
     */
    FrameSource open(SourceOptions options) throws IOException;

    /**
     * The place's own name, of which an id can be made for a source without one; may hold any sign.
     *
     * @throws ConfigurationException if an address is none
     */
    String name();

    /** The bundled sample class. */
    record Sample() implements Place {
        @Override
        public FrameSource open(SourceOptions options) throws IOException {
            return SampleSource.open(options);
        }

        @Override
        public String name() {
            return SampleSource.PLACE;
        }

        @Override
        public String toString() {
            return SampleSource.PLACE;
        }
    }

    /**
     * A stream, or a video that lies elsewhere.
     *
     * @param url such as rtsp://camera/1; may hold a password
     */
    record Address(String url) implements Place {
        private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);

        /** Up to the last @, since passwords may hold any sign; rather too much is hidden than too little. */
        private static final Pattern CREDENTIALS = Pattern.compile("(?<=://).*@", Pattern.DOTALL);

        private static final Pattern QUERY = Pattern.compile("\\?.*", Pattern.DOTALL);

        @Override
        public FrameSource open(SourceOptions options) throws IOException {
            return VideoSource.open(toString(), VideoInput.stream(url, options.connectTimeout()), options, true);
        }

        @Override
        public String name() {
            try {
                URI address = new URI(toString());
                String host =
                        Optional.ofNullable(address.getHost()).orElse(address.getAuthority()); // my_cam is no host
                return Objects.toString(host, "") + Objects.toString(address.getPath(), "");
            } catch (URISyntaxException e) {
                throw new ConfigurationException("Source '" + this + "' is not an address: " + e.getReason());
            }
        }

        @Override
        public String toString() {
            return QUERY.matcher(CREDENTIALS.matcher(url).replaceFirst("")).replaceFirst("?...");
        }
    }

    /**
     * A camera of this computer.
     *
     * @param device its number, or its name as the system calls it
     */
    record Camera(String device) implements Place {
        private static final String PREFIX = "camera:";

        @Override
        public FrameSource open(SourceOptions options) throws IOException {
            return VideoSource.open(toString(), VideoInput.camera(device), options, false);
        }

        @Override
        public String name() {
            return LocalPath.nameOf(toString());
        }

        @Override
        public String toString() {
            return PREFIX + device;
        }
    }

    /**
     * A folder of pictures, a picture, a video or a recording.
     *
     * @param text the path as it was given
     */
    record LocalPath(String text) implements Place {
        /** As a path of the file system. */
        public Path path() {
            return Path.of(text);
        }

        @Override
        public FrameSource open(SourceOptions options) throws IOException {
            Path file = path();
            if (!Files.exists(file)) {
                throw new IOException(file + " does not exist");
            }
            if (!Files.isReadable(file)) {
                throw new IOException(file + " cannot be read");
            }
            return Files.isDirectory(file) || FolderSource.isPicture(file)
                    ? FolderSource.open(file, options)
                    : VideoSource.open(text, VideoInput.file(file), options, false);
        }

        @Override
        public String name() {
            return nameOf(text);
        }

        /** A file's name without its ending. */
        private static String nameOf(String text) {
            Path name = Path.of(text).toAbsolutePath().normalize().getFileName();
            return name == null ? "" : name.toString().replaceFirst("(?<=.)\\.[A-Za-z0-9]{1,5}$", "");
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
