package io.moodstream.ingest.sources;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Makes small videos: picture number n is all of grey 16 + 12 n. */
public final class TestVideos {
    private TestVideos() {}

    /** Writes a video in the format that the file's ending says; MJPEG in mpjpeg, MPEG-4 part 2 otherwise. */
    public static Path write(Path file, int pictures, int perSecond, int width, int height) throws Exception {
        return write(file, pictures, perSecond, width, height, 0);
    }

    /** As above, with a note to turn it so many degrees counterclockwise. */
    public static Path write(Path file, int pictures, int perSecond, int width, int height, int turn) throws Exception {
        return write(file, pictures, perSecond, width, height, recorder -> recorder.setDisplayRotation(turn));
    }

    /** As above, with pixels that are so many times as wide as high. */
    static Path writeWithPixels(Path file, int pictures, int width, int height, double aspect) throws Exception {
        return write(file, pictures, 10, width, height, recorder -> recorder.setAspectRatio(aspect));
    }

    /** As above, with time stamps that begin so many seconds late. */
    static Path writeLate(Path file, int pictures, int perSecond, int seconds) throws Exception {
        return write(
                file,
                pictures,
                perSecond,
                160,
                120,
                recorder -> recorder.setOption("output_ts_offset", String.valueOf(seconds)));
    }

    /** As above, without a container and so without time stamps. */
    static Path writeRaw(Path file, int pictures, int perSecond) throws Exception {
        return write(file, pictures, perSecond, 160, 120, recorder -> recorder.setFormat("m4v"));
    }

    /** As above, in a container that FFmpeg knows by this name. */
    static Path writeIn(Path file, String container, int pictures, String codec) throws Exception {
        return write(file, pictures, 10, 160, 120, recorder -> {
            recorder.setFormat(container);
            recorder.setVideoCodecName(codec);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_NONE); // the codec's own
        });
    }

    private static Path write(
            Path file, int pictures, int perSecond, int width, int height, Consumer<FFmpegFrameRecorder> options)
            throws Exception {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height)) {
            boolean mjpeg = file.toString().endsWith(".mjpeg");
            boolean ts = file.toString().endsWith(".ts");
            recorder.setFormat(mjpeg ? "mpjpeg" : ts ? "mpegts" : "mp4");
            recorder.setVideoCodec(mjpeg ? avcodec.AV_CODEC_ID_MJPEG : avcodec.AV_CODEC_ID_MPEG4);
            recorder.setPixelFormat(mjpeg ? avutil.AV_PIX_FMT_YUVJ420P : avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(perSecond);
            recorder.setVideoQuality(2);
            if (!mjpeg) {
                recorder.setOption("movflags", "faststart"); // readable without seeking
            }
            options.accept(recorder);
            recorder.start();
            for (int i = 0; i < pictures; i++) {
                recorder.record(grey(width, height, 16 + 12 * i));
            }
        }
        return file;
    }

    private static Frame grey(int width, int height, int value) {
        Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3);
        ByteBuffer pixels = (ByteBuffer) frame.image[0];
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, (byte) value);
        }
        return frame;
    }
}
