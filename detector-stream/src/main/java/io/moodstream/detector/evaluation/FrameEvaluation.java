package io.moodstream.detector.evaluation;

import io.moodstream.detector.models.Detection;
import io.moodstream.detector.models.FaceDetector;
import io.moodstream.kit.Progress;
import io.moodstream.pictures.BrokenPictureException;
import io.moodstream.pictures.DecodedPicture;
import io.moodstream.pictures.PictureDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Measures a detector on pictures whose faces are known. A box matches a face if their overlap (IoU) is 0.4 or more;
 * boxes and faces are paired one to one, largest overlap first (greedy), primary and other faces alike. Recall counts
 * primary faces only, because the others are neighbours cut by a tile's edge; a box without a face is false. Times are
 * those of detection alone, without decoding: for each picture the best of three runs after a warm-up, and the median
 * of these over the pictures.
 */
public final class FrameEvaluation {
    /** The overlap from which a box matches a face. */
    public static final float IOU = 0.4f;

    private static final int RUNS = 3;

    private FrameEvaluation() {}

    /**
     * Evaluates a detector.
     *
     * @param pictures a folder of NAME.jpg or NAME.png with NAME.txt beside them (one line per face:
     *     {@code x y width height primary}, pixels), or a folder and a pattern such as {@code gallery/z5*}
     * @throws IllegalArgumentException if there is no such picture, one cannot be decoded, or a line is malformed
     */
    public static FrameScores run(Path pictures, FaceDetector detector, PictureDecoder decoder, Progress progress)
            throws IOException {
        List<LabelledPicture> all = LabelledPicture.in(pictures);
        double[] millis = new double[all.size()];
        int primary = 0;
        int found = 0;
        int wrong = 0;
        for (int i = 0; i < all.size(); i++) {
            LabelledPicture labelled = all.get(i);
            List<Detection> detections;
            try (DecodedPicture picture = decode(decoder, labelled.picture())) {
                detections = detector.detect(picture);
                millis[i] = best(detector, picture);
            }
            List<LabelledPicture.Face> paired = paired(labelled.faces(), detections);
            primary += count(labelled.faces());
            found += count(paired);
            wrong += detections.size() - paired.size();
            progress.at(i + 1, all.size());
        }
        Arrays.sort(millis);
        return new FrameScores(
                primary == 0 ? 0 : (double) found / primary,
                (double) wrong / all.size(),
                millis[millis.length / 2],
                all.size(),
                primary,
                detector.id());
    }

    private static DecodedPicture decode(PictureDecoder decoder, Path file) throws IOException {
        try {
            return decoder.decode(Files.readAllBytes(file));
        } catch (BrokenPictureException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static double best(FaceDetector detector, DecodedPicture picture) {
        long best = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            detector.detect(picture);
            best = Math.min(best, System.nanoTime() - start);
        }
        return best / 1e6;
    }

    private static int count(List<LabelledPicture.Face> faces) {
        return (int) faces.stream().filter(LabelledPicture.Face::primary).count();
    }

    /** Returns the faces that are paired with a box. */
    static List<LabelledPicture.Face> paired(List<LabelledPicture.Face> faces, List<Detection> detections) {
        record Pair(LabelledPicture.Face face, Detection detection, float iou) {}
        List<Pair> pairs = new ArrayList<>();
        for (LabelledPicture.Face face : faces) {
            for (Detection detection : detections) {
                float iou = face.box().iou(detection.box());
                if (iou >= IOU) {
                    pairs.add(new Pair(face, detection, iou));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::iou).reversed());
        List<LabelledPicture.Face> paired = new ArrayList<>();
        List<Detection> used = new ArrayList<>();
        for (Pair pair : pairs) {
            if (paired.stream().noneMatch(f -> f == pair.face())
                    && used.stream().noneMatch(d -> d == pair.detection())) {
                paired.add(pair.face());
                used.add(pair.detection());
            }
        }
        return paired;
    }
}
