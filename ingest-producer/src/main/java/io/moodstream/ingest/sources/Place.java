package io.moodstream.ingest.sources;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.pictures.PictureFiles;
import io.moodstream.pictures.PictureFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The place where a source's pictures come from. Its text may appear in logs and messages: it leaves out the user, the
 * password and the query of an address.
 */
public sealed interface Place {
    /** Parses a place. A text that is nothing else is a path, whether or not the file exists. */
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
     * Opens the source at this place.
     *
     * @throws IOException saying why nothing can be read from this place
     */
    FrameSource open(SourceOptions options) throws IOException;

    /** Returns a sentence if nothing is at this place, as far as that is known before it is opened. */
    default Optional<String> missing() {
        return Optional.empty();
    }

    /**
     * Returns the place's own name, from which an id is made for a source without one; it may hold any character.
     *
     * @throws ConfigurationException if the address is malformed
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
     * The address of a stream or of a remote video.
     *
     * @param url such as rtsp://camera/1; may hold a password
     */
    record Address(String url) implements Place {
        private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);

        /** Up to the last @, because a password may hold any character; hiding too much is better than too little. */
        private static final Pattern CREDENTIALS = Pattern.compile("(?<=://).*@", Pattern.DOTALL);

        private static final Pattern HOST = Pattern.compile("[^:]*://(\\[[^]]*]|[^/:?#]*).*", Pattern.DOTALL);

        private static final Pattern VIDEO = Pattern.compile(
                ".*\\.(mp4|m4v|mov|mkv|webm|ogv|avi|flv|wmv|ts|m2ts|mpg|mpeg)(\\?.*)?",
                Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

        /** Playlists, which are live as often as not. */
        private static final Pattern PLAYLIST =
                Pattern.compile(".*\\.(m3u8|mpd)(\\?.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

        private static final Pattern QUERY = Pattern.compile("\\?.*", Pattern.DOTALL);

        @Override
        public FrameSource open(SourceOptions options) throws IOException {
            VideoInput input = VideoInput.stream(url, options.connectTimeout());
            try {
                return input.isHttp() ? openHttp(input, options) : VideoSource.open(toString(), input, options, true);
            } catch (IOException e) {
                requireHost();
                throw e;
            }
        }

        /** Returns whether it is named as a video, which has an end. */
        public boolean isVideoFile() {
            return VIDEO.matcher(toString()).matches();
        }

        /** Asks once for what is named as a video, because some servers of a video answer one request only. */
        private FrameSource openHttp(VideoInput input, SourceOptions options) throws IOException {
            IOException fault = null;
            if (isVideoFile() || PLAYLIST.matcher(toString()).matches()) {
                try {
                    return VideoSource.open(toString(), input, options, true);
                } catch (IOException e) {
                    fault = e;
                }
            }
            Optional<FrameSource> pictures = HttpPictures.open(toString(), input, options);
            if (pictures.isPresent()) {
                return pictures.get();
            }
            if (fault != null) {
                throw fault;
            }
            return VideoSource.open(toString(), input, options, true);
        }

        /** FFmpeg only says that something went wrong. */
        private void requireHost() throws IOException {
            String host =
                    HOST.matcher(CREDENTIALS.matcher(url).replaceFirst("")).replaceFirst("$1");
            try {
                InetAddress.getByName(host);
            } catch (UnknownHostException e) {
                throw new IOException(this + " cannot be opened: there is no host " + host);
            }
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
     * @param device its number, or the system's name of it
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
     * @param text the path as given
     */
    record LocalPath(String text) implements Place {
        /** What Java makes of bytes that it cannot read. */
        private static final char LOST = '\uFFFD';

        /** Returns the path in the file system. */
        public Path path() {
            return Path.of(text);
        }

        /** Checks that the name arrived whole: in the system's language C, Java can say no name beyond ASCII. */
        public LocalPath {
            if (!isReadable(text)) {
                throw new ConfigurationException("'" + text + "' has characters that cannot be read in the system's"
                        + " language (sun.jnu.encoding is " + System.getProperty("sun.jnu.encoding")
                        + "); set LC_ALL=C.UTF-8 in the environment and try again");
            }
        }

        private static boolean isReadable(String text) {
            try {
                return Files.exists(Path.of(text)) || text.indexOf(LOST) < 0;
            } catch (InvalidPathException e) {
                return false;
            }
        }

        @Override
        public Optional<String> missing() {
            return Files.exists(path()) ? Optional.empty() : Optional.of(path() + " does not exist");
        }

        @Override
        public FrameSource open(SourceOptions options) throws IOException {
            Path file = path();
            Optional<String> missing = missing();
            if (missing.isPresent()) {
                throw new IOException(missing.get());
            }
            if (!Files.isReadable(file)) {
                throw new IOException(file + " cannot be read");
            }
            return Files.isDirectory(file) || PictureFiles.isPicture(file) || isHeif(file)
                    ? FolderSource.open(file, options)
                    : VideoSource.open(text, VideoInput.file(file), options, false);
        }

        /** Goes by the bytes, because FFmpeg would take such a picture, or one of its tiles, for a video. */
        private static boolean isHeif(Path file) throws IOException {
            if (!Files.isRegularFile(file)) { // the first bytes of a pipe are gone once they are read
                return false;
            }
            try (InputStream bytes = Files.newInputStream(file)) {
                return PictureFormat.of(bytes.readNBytes(64)) == PictureFormat.HEIF;
            }
        }

        @Override
        public String name() {
            return nameOf(text);
        }

        /** Returns a file's name without its extension. */
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
