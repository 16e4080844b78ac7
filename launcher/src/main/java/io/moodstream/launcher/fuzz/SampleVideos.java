package io.moodstream.launcher.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Small videos of a slope of greys that moves, in the containers and codecs of which FFmpeg has an encoder here. */
final class SampleVideos {
    /** How many pictures each has. */
    static final int PICTURES = 6;

    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    private SampleVideos() {}

    /**
     * Writes one of each kind; they are the same each time.
     *
     * @param folder where they are written
     */
    static List<byte[]> in(Path folder) throws IOException {
        List<byte[]> videos = new ArrayList<>();
        for (String[] kind : new String[][] {
            {"avi", "mjpeg"},
            {"mp4", "libopenh264"},
            {"mov", "mpeg4"},
            {"mpegts", "mpeg2video"},
            {"webm", "libvpx"},
            {"matroska", "libvpx-vp9"}
        }) {
            videos.add(write(folder, kind[0], kind[1], PICTURES));
        }
        return videos;
    }

    /** Writes a picture as AVIF, which is a video of one picture. */
    static byte[] avif(Path folder) throws IOException {
        return write(folder, "avif", "libaom-av1", 1);
    }

    private static byte[] write(Path folder, String container, String codec, int pictures) throws IOException {
        Path file = folder.resolve("whole." + container);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), WIDTH, HEIGHT)) {
            recorder.setFormat(container);
            recorder.setVideoCodecName(codec);
            recorder.setFrameRate(10);
            recorder.setOption("fflags", "+bitexact"); // or Matroska would be given another id each time
            recorder.start();
            for (int number = 0; number < pictures; number++) {
                recorder.record(picture(number));
            }
        }
        byte[] video = Files.readAllBytes(file);
        Files.delete(file);
        return video;
    }

    private static Frame picture(int number) {
        Frame frame = new Frame(WIDTH, HEIGHT, Frame.DEPTH_UBYTE, 3);
        ByteBuffer pixels = (ByteBuffer) frame.image[0];
        for (int at = 0; at < pixels.capacity(); at++) {
            int x = at % frame.imageStride / 3;
            int y = at / frame.imageStride;
            pixels.put(at, (byte) (2 * x + y + 8 * number));
        }
        return frame;
    }
}
