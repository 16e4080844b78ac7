package io.moodstream.ingest.sources;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.moodstream.ingest.sources.DamagedPictures.Change;
import io.moodstream.ingest.sources.SourcePicture.State;
import io.moodstream.pictures.BrokenPictureException;
import io.moodstream.pictures.PictureHeader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;

/**
 * Ways to decode a JPEG and to refuse a broken one: which refuses more of the broken pictures, and what a frame costs.
 * Its name keeps it out of the build; docs/decisions/0013 has the command and the figures.
 */
@SuppressWarnings("try") // A PointerScope works by being open.
class BrokenPicturesBenchmark {
    private static final int TRIES = Integer.getInteger("tries", 10);
    private static final int ROUNDS = 15;
    private static final int FRAMES_A_ROUND = 200;
    private static final PrintStream OUT = System.out;

    /** Each says whether it accepts a JPEG. */
    private final Map<String, Predicate<byte[]>> ways = new LinkedHashMap<>();

    BrokenPicturesBenchmark() {
        Ffmpeg.quiet();
        ways.put("walk, OpenCV", jpeg -> isWhole(jpeg) && openCv(jpeg));
        ways.put("FFmpeg", jpeg -> ffmpeg(jpeg, BrokenPicturesBenchmark::toBgr));
        ways.put("FFmpeg, OpenCV", jpeg -> ffmpeg(jpeg, frame -> openCv(jpeg)));
    }

    @Test
    void printsTheFigures() throws IOException {
        List<byte[]> own = SamplePictures.every(Duration.ofSeconds(8));
        List<byte[]> large = own.stream().map(jpeg -> encoded(jpeg, 1280, 720)).toList();
        List<byte[]> small = own.stream().map(jpeg -> encoded(jpeg, 640, 480)).toList();
        List<byte[]> restarts = again(small, IMREAD_COLOR, IMWRITE_JPEG_RST_INTERVAL, 40);
        List<byte[]> full = again(small, IMREAD_COLOR, IMWRITE_JPEG_SAMPLING_FACTOR, IMWRITE_JPEG_SAMPLING_FACTOR_444);
        List<byte[]> grey = again(small, IMREAD_GRAYSCALE);
        List<byte[]> progressive = again(small, IMREAD_COLOR, IMWRITE_JPEG_PROGRESSIVE, 1);
        var sequential = List.of(own, small, restarts, full, grey);
        refused(
                "sequential: of the sample, 4:2:0, with restart markers, 4:4:4, grey",
                sequential,
                DamagedPictures.faults());
        refused("with restart markers", List.of(restarts), DamagedPictures.restartFaults());
        refused("progressive", List.of(progressive), DamagedPictures.faults());
        refused("whole and sequential", sequential, DamagedPictures.oddities());
        refused("whole and progressive", List.of(progressive), DamagedPictures.oddities());
        cost("640x480", small);
        cost("1280x720", large);
    }

    private void refused(String title, Collection<List<byte[]>> sets, Map<String, Change> changes) {
        OUT.printf("%n%s: refused, %%%n| | pictures | %s |%n", title, String.join(" | ", ways.keySet()));
        changes.forEach((name, change) -> {
            List<byte[]> changed = changed(sets, change);
            StringBuilder row = new StringBuilder("| " + name + " | " + changed.size());
            for (Predicate<byte[]> way : ways.values()) {
                long accepted = changed.stream().filter(way).count();
                row.append(String.format(Locale.ROOT, " | %.1f", 100 - 100.0 * accepted / changed.size()));
            }
            OUT.println(row + " |");
        });
    }

    private static List<byte[]> changed(Collection<List<byte[]>> sets, Change change) {
        Random random = new Random(1);
        List<byte[]> changed = new ArrayList<>();
        for (List<byte[]> set : sets) {
            for (int i = 0; i < set.size() * TRIES; i++) {
                changed.add(change.apply(set.get(i % set.size()), set.get((i + 1) % set.size()), random));
            }
        }
        return changed;
    }

    private void cost(String title, List<byte[]> pictures) {
        Map<String, List<Double>> spent = new LinkedHashMap<>();
        for (int round = -2; round < ROUNDS; round++) { // two to warm up
            for (var way : ways.entrySet()) {
                double each = userMillis(way.getValue(), pictures);
                if (round >= 0) {
                    spent.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                            .add(each);
                }
            }
        }
        OUT.printf("%n%s: user CPU ms a frame, and ratio to the first; min / median / max%n", title);
        List<Double> first = spent.values().iterator().next();
        spent.forEach((name, each) -> {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < each.size(); i++) {
                ratios.add(each.get(i) / first.get(i));
            }
            OUT.println("| " + name + " | " + spread(each) + " | " + spread(ratios) + " |");
        });
    }

    private static double userMillis(Predicate<byte[]> way, List<byte[]> pictures) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadUserTime();
        for (int i = 0; i < FRAMES_A_ROUND; i++) {
            if (!way.test(pictures.get(i % pictures.size()))) {
                throw new AssertionError("refused a whole picture");
            }
        }
        return (threads.getCurrentThreadUserTime() - before) / 1e6 / FRAMES_A_ROUND;
    }

    private static String spread(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.2f / %.2f / %.2f",
                sorted.get(0),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() - 1));
    }

    private static boolean isWhole(byte[] jpeg) {
        try {
            PictureHeader.read(jpeg).requireWhole(jpeg);
            return true;
        } catch (BrokenPictureException e) {
            return false;
        }
    }

    private static boolean openCv(byte[] jpeg) {
        try (PointerScope scope = new PointerScope()) {
            return !decoded(jpeg, IMREAD_COLOR).empty();
        }
    }

    private static Mat decoded(byte[] jpeg, int mode) {
        return imdecode(new Mat(1, jpeg.length, CV_8UC1, new BytePointer(jpeg)), mode);
    }

    private static boolean ffmpeg(byte[] jpeg, Predicate<AVFrame> then) {
        try (PointerScope scope = new PointerScope()) {
            AVFrame frame = FfmpegPictureDecoder.decode(new SourcePicture(jpeg, Duration.ZERO, false, State.UNREAD));
            try {
                return then.test(frame);
            } finally {
                av_frame_free(frame);
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean toBgr(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        SwsContext scaler = sws_getContext(
                width,
                height,
                frame.format(),
                width,
                height,
                AV_PIX_FMT_BGR24,
                SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        Mat bgr = new Mat(height, width, CV_8UC3);
        int rows = sws_scale(
                scaler,
                frame.data(),
                frame.linesize(),
                0,
                height,
                new PointerPointer<BytePointer>(bgr.data(), null, null, null),
                new IntPointer((int) bgr.step(), 0, 0, 0));
        sws_freeContext(scaler);
        return rows == height;
    }

    private static List<byte[]> again(List<byte[]> jpegs, int mode, int... parameters) {
        return jpegs.stream()
                .map(jpeg -> encoded(decoded(jpeg, mode), parameters))
                .toList();
    }

    private static byte[] encoded(byte[] jpeg, int width, int height) {
        Mat resized = new Mat();
        resize(decoded(jpeg, IMREAD_COLOR), resized, new Size(width, height));
        return encoded(resized);
    }

    private static byte[] encoded(Mat picture, int... parameters) {
        BytePointer bytes = new BytePointer();
        imencode(".jpg", picture, bytes, new IntPointer(parameters));
        byte[] copy = new byte[(int) bytes.limit()];
        bytes.get(copy);
        return copy;
    }
}
