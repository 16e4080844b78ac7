package io.moodstream.ingest.sources;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Shared by all uses of FFmpeg. */
final class Ffmpeg {
    private static final int LONGEST_TEXT = 128;

    private Ffmpeg() {}

    /** Stops FFmpeg in this process from writing to stderr; our own messages say what went wrong. */
    static void quiet() {
        av_log_set_level(AV_LOG_QUIET);
    }

    /**
     * @param code what an FFmpeg function returned; negative for errors
     * @param fault beginning of the message
     * @throws IOException if it is an error
     */
    static void check(int code, String fault) throws IOException {
        if (code < 0) {
            throw new IOException(fault + ": " + text(code));
        }
    }

    /** Returns the text of an error code. */
    static String text(int code) {
        byte[] text = new byte[LONGEST_TEXT];
        av_strerror(code, text, text.length);
        return new String(text, StandardCharsets.UTF_8).replaceFirst("\0.*", "");
    }
}
