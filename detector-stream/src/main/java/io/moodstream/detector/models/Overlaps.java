package io.moodstream.detector.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells which detections are of the same face. */
final class Overlaps {
    /** How far a face may move between two pictures, in multiples of its size; the tracker follows it as far. */
    private static final float REACH = 0.75f;

    private Overlaps() {}

    /** Returns whether each face of the picture before has a detection of its own, to which it may have moved. */
    static boolean holdAll(List<Detection> found, List<Box> known) {
        List<Box> free = new ArrayList<>(found.stream().map(Detection::box).toList());
        return known.stream()
                .allMatch(face -> free.stream()
                        .min(Comparator.comparingDouble(box -> distance(box, face)))
                        .filter(nearest -> distance(nearest, face) < REACH)
                        .map(free::remove)
                        .orElse(false));
    }

    private static double distance(Box a, Box b) {
        float width = (a.width() + b.width()) / 2;
        float height = (a.height() + b.height()) / 2;
        return Math.hypot((a.centreX() - b.centreX()) / width, (a.centreY() - b.centreY()) / height);
    }

    /**
     * Blends overlapping boxes into their mean weighted by score, which keeps the best score (BlazeFace, Bazarevsky et
     * al. 2019, section 3.4); steadier from frame to frame than keeping the best box alone.
     *
     * @param detections in any order
     * @param iou overlap from which two boxes are one face, 0 to 1
     * @return one detection per face, best score first
     */
    static List<Detection> blend(List<Detection> detections, float iou) {
        List<Detection> waiting = new ArrayList<>(detections);
        waiting.sort(Comparator.comparingDouble(Detection::score).reversed());
        List<Detection> faces = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Box best = waiting.get(0).box();
            List<Detection> same = new ArrayList<>();
            List<Detection> others = new ArrayList<>();
            for (Detection detection : waiting) {
                (detection.box().iou(best) >= iou ? same : others).add(detection);
            }
            waiting = others;
            faces.add(same.isEmpty() ? waiting.remove(0) : mean(same));
        }
        return faces;
    }

    private static Detection mean(List<Detection> same) {
        float[] box = new float[4];
        float[] eyes = new float[4];
        float total = 0;
        for (Detection d : same) {
            float weight = d.score();
            add(box, weight, d.box().x(), d.box().y(), d.box().width(), d.box().height());
            d.eyes().ifPresent(e -> add(eyes, weight, e.leftX(), e.leftY(), e.rightX(), e.rightY()));
            total += weight;
        }
        float sum = total;
        return new Detection(
                new Box(box[0] / sum, box[1] / sum, box[2] / sum, box[3] / sum),
                same.get(0).score(),
                same.get(0).eyes().map(e -> new Eyes(eyes[0] / sum, eyes[1] / sum, eyes[2] / sum, eyes[3] / sum)));
    }

    private static void add(float[] sums, float weight, float... values) {
        for (int i = 0; i < values.length; i++) {
            sums[i] += weight * values[i];
        }
    }
}
