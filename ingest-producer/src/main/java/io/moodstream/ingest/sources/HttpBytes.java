package io.moodstream.ingest.sources;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avformat.avio_read_partial;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_get;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** The answer of an HTTP server, read by FFmpeg: with the same passwords, TLS and time limits as videos. */
final class HttpBytes implements AutoCloseable {
    /** EIO: the server closed the connection and had not said that it would. */
    private static final int CLOSED = -5;

    private final AVIOContext connection;
    private final String type;

    private HttpBytes(AVIOContext connection, String type) {
        this.connection = connection;
        this.type = type;
    }

    /**
     * Asks for an address, past all caches.
     *
     * @param name its name in messages
     * @throws IOException saying why there is no answer
     */
    static HttpBytes open(String name, VideoInput address) throws IOException {
        Ffmpeg.quiet();
        AVIOContext connection = new AVIOContext(null);
        AVDictionary options = new AVDictionary(null);
        try {
            address.options().forEach((key, value) -> av_dict_set(options, key, value, 0));
            av_dict_set(options, "headers", "Cache-Control: no-cache\r\nPragma: no-cache\r\n", 0);
            av_dict_set(options, "seekable", "0", 0);
            av_dict_set(options, "icy", "0", 0);
            int opened =
                    avio_open2(connection, address.url(), AVIO_FLAG_READ, (@Nullable AVIOInterruptCB) null, options);
            Ffmpeg.check(opened, name + " cannot be opened");
            return new HttpBytes(connection, type(connection));
        } finally {
            av_dict_free(options);
        }
    }

    private static String type(AVIOContext connection) {
        BytePointer value = new BytePointer((Pointer) null);
        if (av_opt_get(connection, "mime_type", AV_OPT_SEARCH_CHILDREN, value) < 0 || value.isNull()) {
            return "";
        }
        String type = value.getString().replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        av_free(value);
        return type;
    }

    /** Returns the stated type in small letters, without parameters; empty if there is none. */
    String type() {
        return type;
    }

    /** Returns whether the answer states its length: a stream has none. */
    boolean hasLength() {
        return avio_size(connection) > 0;
    }

    /**
     * Reads some bytes, and waits for them.
     *
     * @return none at the end
     * @throws IOException saying why nothing comes
     */
    byte[] read() throws IOException {
        byte[] bytes = new byte[1 << 16];
        int read = avio_read_partial(connection, bytes, bytes.length);
        if (read < 0 && read != AVERROR_EOF && read != CLOSED) {
            throw new IOException(Ffmpeg.text(read));
        }
        return Arrays.copyOf(bytes, Math.max(0, read));
    }

    @Override
    public void close() {
        avio_closep(connection);
    }
}
