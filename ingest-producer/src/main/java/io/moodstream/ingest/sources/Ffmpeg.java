package io.moodstream.ingest.sources;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What all uses of FFmpeg share. */
final class Ffmpeg {
    private static final int LONGEST_TEXT = 128;

    private Ffmpeg() {}

    /** Keeps FFmpeg from writing to stderr, for the whole process; our own messages say what went wrong. */
    static void quiet() {
        av_log_set_level(AV_LOG_QUIET);
    }

    /**
     * @param code what an FFmpeg function returned; negative for errors
     * @param fault what the message begins with
     * @throws IOException if it is an error
     */
    static void check(int code, String fault) throws IOException {
        if (code < 0) {
            throw new IOException(fault + ": " + text(code));
        }
    }

    /** An error code in words. */
    static String text(int code) {
        byte[] text = new byte[LONGEST_TEXT];
        av_strerror(code, text, text.length);
        return new String(text, StandardCharsets.UTF_8).replaceFirst("\0.*", "");
    }
}
