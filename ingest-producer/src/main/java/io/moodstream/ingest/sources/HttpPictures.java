package io.moodstream.ingest.sources;

import io.moodstream.ingest.sources.SourcePicture.State;
import io.moodstream.pictures.BrokenPictureException;
import io.moodstream.pictures.DecodedPicture;
import io.moodstream.pictures.PictureDecoder;
import io.moodstream.pictures.PictureFormat;
import io.moodstream.pictures.PictureHeader;
import io.moodstream.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads the pictures of a camera with an HTTP address: a stream of JPEGs (MJPEG) of any make, or a single JPEG or PNG,
 * for which it then asks again and again.
 */
final class HttpPictures implements FrameSource {
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final int MAX_PIXELS = 50_000_000;
    private static final int TELLING_BYTES = 64;
    private static final byte[] NONE = {};
    private static final double USUAL_PER_SECOND = 1;

    private final String name;
    private final VideoInput address;
    private final SourceOptions options;
    private final Sampling sampling;
    private final long openedAt = System.nanoTime();
    private HttpBytes answer;
    private byte[] begun;
    private JpegFinder finder = new JpegFinder();
    private long askedAt = openedAt;
    private long pictures;
    private boolean polled;

    private HttpPictures(String name, VideoInput address, SourceOptions options, HttpBytes answer, byte[] begun) {
        this.name = name;
        this.address = address;
        this.options = options;
        this.sampling = options.pace().sampling();
        this.answer = answer;
        this.begun = begun;
    }

    /**
     * Asks for an address.
     *
     * @return empty if it answers with something else than pictures, such as a video
     * @throws IOException if there is no answer, or it is a page
     */
    static Optional<FrameSource> open(String name, VideoInput address, SourceOptions options) throws IOException {
        HttpBytes answer = HttpBytes.open(name, address);
        boolean kept = false;
        try {
            byte[] begun = beginning(name, answer);
            if (isPictures(answer.type(), begun)) {
                kept = true;
                return Optional.of(new HttpPictures(name, address, options, answer, begun));
            }
            if (isPage(answer.type(), begun)) {
                throw new IOException(name + " answers with " + answer.type()
                        + ", which is neither a video nor a picture; expected the address of the stream itself");
            }
            return Optional.empty();
        } finally {
            if (!kept) {
                answer.close();
            }
        }
    }

    /** Reads what tells the kind of an answer; a slow server sends it in parts. */
    private static byte[] beginning(String name, HttpBytes answer) throws IOException {
        ByteArrayOutputStream begun = new ByteArrayOutputStream();
        try {
            byte[] more = answer.read();
            while (more.length > 0) {
                begun.writeBytes(more);
                more = begun.size() < TELLING_BYTES ? answer.read() : NONE;
            }
        } catch (IOException e) {
            throw new IOException(name + " answers and sends nothing: " + e.getMessage());
        }
        if (begun.size() == 0) {
            throw new IOException(name + " answers with nothing");
        }
        return begun.toByteArray();
    }

    /** Goes by the bytes first: many cameras state a wrong type, or none. */
    private static boolean isPictures(String type, byte[] begun) {
        String text = text(begun);
        return isPicture(begun)
                || type.startsWith("multipart/")
                || type.startsWith("image/")
                || type.matches("video/(x-)?(motion-jpeg|mjpeg)")
                || text.startsWith("--")
                || text.startsWith("content-type: image");
    }

    private static boolean isPicture(byte[] begun) {
        PictureFormat format = PictureFormat.of(begun);
        return format == PictureFormat.JPEG || format == PictureFormat.PNG;
    }

    /** A video with a wrong type has bytes that no text has; a playlist of videos is a text. */
    private static boolean isPage(String type, byte[] begun) {
        String text = text(begun);
        boolean playlist = text.startsWith("#extm3u")
                || text.contains("<mpd")
                || type.contains("mpegurl")
                || type.contains("dash");
        return !playlist
                && text.chars().noneMatch(c -> c < ' ' && !Character.isWhitespace(c))
                && (type.startsWith("text/") || type.matches("application/(json|xml|xhtml\\+xml)"));
    }

    private static String text(byte[] begun) {
        return new String(begun, StandardCharsets.ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<SourcePicture> next() throws IOException {
        while (true) {
            byte[] picture = nextPicture();
            Duration position = Duration.ofNanos(System.nanoTime() - openedAt);
            boolean due = sampling.keeps(position);
            if (due || (polled && pictures == 1)) { // it was asked for at its time
                return Optional.of(fit(picture, position));
            }
        }
    }

    private byte[] nextPicture() throws IOException {
        while (true) {
            if (pictures == 1 && isSingle()) {
                askAgain();
            }
            Optional<byte[]> picture = PictureFormat.of(begun) == PictureFormat.PNG ? wholeAnswer() : received();
            if (picture.isPresent()) {
                pictures++;
                return picture.get();
            }
            boolean ofPictures = answer.type().startsWith("image/");
            boolean single = pictures == 1 && !answer.type().startsWith("multipart/");
            if (!single && !(pictures > 0 && ofPictures)) {
                throw new IOException(name + (pictures == 0 ? " sends no picture" : " has stopped sending") + type());
            }
            askAgain();
        }
    }

    /**
     * Returns whether the answer is one picture, and what follows are smaller copies of it (MPO). Some cameras say
     * image/jpeg of a stream, too: that has no length, and no end after which it was asked again.
     */
    private boolean isSingle() {
        return answer.type().startsWith("image/") && (polled || answer.hasLength());
    }

    private String type() {
        return pictures > 0 || answer.type().isEmpty() ? "" : "; it says that it sends " + answer.type();
    }

    /** Returns the next JPEG; empty at the end of the answer. */
    private Optional<byte[]> received() throws IOException {
        long since = System.nanoTime();
        for (Optional<byte[]> picture = finder.next(); ; picture = finder.next()) {
            if (picture.isPresent()) {
                return picture;
            }
            boolean silent =
                    System.nanoTime() - since > options.connectTimeout().toNanos();
            if (silent || finder.waiting() > MOST_BYTES) {
                throw new IOException(name + " sends bytes and no picture" + type());
            }
            byte[] more = more();
            if (more.length == 0) {
                return finder.last();
            }
            finder.add(more, more.length);
        }
    }

    private Optional<byte[]> wholeAnswer() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] more = more(); more.length > 0 && all.size() < MOST_BYTES; more = more()) {
            all.write(more);
        }
        return all.size() == 0 ? Optional.empty() : Optional.of(all.toByteArray());
    }

    /** Returns bytes that follow; none at the end. */
    private byte[] more() throws IOException {
        if (begun.length > 0) {
            byte[] first = begun;
            begun = NONE;
            return first;
        }
        try {
            return answer.read();
        } catch (IOException e) {
            throw new IOException(
                    name + (pictures == 0 ? " sends no picture: " : " has stopped sending: ") + e.getMessage());
        }
    }

    /** Asks for the next picture when its time has come. */
    private void askAgain() throws IOException {
        polled = true;
        answer.close();
        double perSecond = options.pace().perSecond().orElse(USUAL_PER_SECOND);
        long due = askedAt + Math.round(1e9 / perSecond);
        try {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(name + " is not asked any further");
        }
        askedAt = Math.max(due, System.nanoTime() - Math.round(1e9 / perSecond));
        answer = HttpBytes.open(name, address);
        begun = beginning(name, answer);
        finder = new JpegFinder();
        pictures = 0;
    }

    /** Returns the picture as it is, or as a JPEG that is not too large and carries nothing else. */
    private SourcePicture fit(byte[] picture, Duration position) {
        try {
            PictureHeader header = PictureHeader.read(picture);
            int maxWidth = options.maxWidth() == 0 ? Integer.MAX_VALUE : options.maxWidth();
            if (!header.metadata() && header.width() <= maxWidth && picture.length <= Topics.MAX_IMAGE_BYTES) {
                return new SourcePicture(picture, position, false, State.UNREAD);
            }
            try (DecodedPicture decoded = new PictureDecoder(MAX_PIXELS).decode(header.stripMetadata(picture));
                    DecodedPicture fitting = narrowed(decoded, maxWidth)) {
                byte[] jpeg = fitting.toJpegWithin(Topics.MAX_IMAGE_BYTES, options.jpegQuality());
                return new SourcePicture(jpeg, position, picture.length > Topics.MAX_IMAGE_BYTES, State.WHOLE);
            }
        } catch (BrokenPictureException e) {
            return new SourcePicture(picture, position, false, State.BROKEN); // becomes a dead letter with this reason
        }
    }

    private static DecodedPicture narrowed(DecodedPicture decoded, int maxWidth) {
        int longest = Math.max(decoded.width(), decoded.height());
        double scale = Math.min(1, (double) maxWidth / decoded.width());
        return decoded.within(Math.max(1, (int) Math.round(longest * scale)));
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public void close() {
        answer.close();
    }
}
