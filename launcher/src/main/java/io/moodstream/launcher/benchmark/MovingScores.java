package io.moodstream.launcher.benchmark;

import io.moodstream.detector.FaceFollower.Face;
import io.moodstream.detector.models.Box;
import io.moodstream.launcher.benchmark.MovingHeads.Head;
import java.util.ArrayList;
import java.util.List;

/** Counts which moving heads were found, and how long that took. */
final class MovingScores {
    /** The overlap (IoU) from which a box is a head's face. */
    private static final float IOU = 0.4f;

    private int pictures;
    private int heads;
    private int found;
    private int wrong;
    private long nanos;

    /**
     * Adds a picture.
     *
     * @param shown who is in it
     * @param faces what was found
     * @param took CPU time, nanoseconds
     */
    void add(MovingScene scene, List<Head> shown, List<Face> faces, long took) {
        pictures++;
        nanos += took;
        List<Box> boxes = new ArrayList<>();
        faces.forEach(face -> boxes.add(face.box().mapped(scene.width(), scene.height(), 0, 0)));
        for (Head head : shown) {
            boolean hit = boxes.removeIf(box -> box.iou(head.box()) >= IOU);
            if (scene.mustBeFound(head, shown)) {
                heads++;
                found += hit ? 1 : 0;
            }
        }
        wrong += boxes.size();
    }

    /** Share of the heads that were found. */
    double recall() {
        return (double) found / heads;
    }

    /** Boxes without a face a picture. */
    double wrong() {
        return (double) wrong / pictures;
    }

    /** Mean CPU time of a picture, milliseconds. */
    double millis() {
        return nanos / 1e6 / pictures;
    }
}
