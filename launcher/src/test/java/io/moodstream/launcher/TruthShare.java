package io.moodstream.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How many of a video's truth boxes were found, and how often the expression of a found one is the truth's.
 *
 * @param found share of truth boxes with a face of IoU 0.4 or more
 * @param accuracy share of the found ones whose emotion is the truth's
 * @param boxes truth boxes looked for, frame by frame
 */
record TruthShare(double found, double accuracy, int boxes) {
    private static final double IOU = 0.4;
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 720;

    private record Box(double x, double y, double width, double height) {
        double iou(Box other) {
            double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
            double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
            double both = Math.max(0, w) * Math.max(0, h);
            return both / (width * height + other.width * other.height - both);
        }
    }

    private record Truth(double start, double end, Box box, String emotion) {}

    /**
     * Compares.
     *
     * @param emotions records of the topic emotions as JSON, of one 1280x720 source
     * @param csv lines {@code start_s,end_s,tile,x,y,w,h,emotion,...}, seconds and pixels, a header first
     */
    static TruthShare of(List<JsonNode> emotions, List<String> csv) {
        List<Truth> truths = csv.stream().skip(1).map(TruthShare::truth).toList();
        Instant start = emotions.stream()
                .map(record -> Instant.parse(record.path("capturedAt").asText()))
                .min(Instant::compareTo)
                .orElseThrow();
        int boxes = 0;
        int found = 0;
        int right = 0;
        for (JsonNode record : emotions) {
            double at = Duration.between(
                                    start,
                                    Instant.parse(record.path("capturedAt").asText()))
                            .toMillis()
                    / 1000.0;
            for (Truth truth : truths) {
                if (at >= truth.start() && at < truth.end()) {
                    boxes++;
                    JsonNode face = best(record, truth.box());
                    if (face != null) {
                        found++;
                        right += face.path("emotion").asText().equals(truth.emotion()) ? 1 : 0;
                    }
                }
            }
        }
        return new TruthShare(found / (double) boxes, right / (double) Math.max(1, found), boxes);
    }

    private static @org.jspecify.annotations.Nullable JsonNode best(JsonNode record, Box truth) {
        JsonNode best = null;
        double most = IOU;
        for (JsonNode face : record.path("faces")) {
            JsonNode box = face.path("box");
            double iou = truth.iou(new Box(
                    box.path("x").asDouble() * WIDTH,
                    box.path("y").asDouble() * HEIGHT,
                    box.path("width").asDouble() * WIDTH,
                    box.path("height").asDouble() * HEIGHT));
            if (iou >= most) {
                most = iou;
                best = face;
            }
        }
        return best;
    }

    private static Truth truth(String line) {
        List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
        return new Truth(
                Double.parseDouble(cells.get(0)),
                Double.parseDouble(cells.get(1)),
                new Box(
                        Double.parseDouble(cells.get(3)),
                        Double.parseDouble(cells.get(4)),
                        Double.parseDouble(cells.get(5)),
                        Double.parseDouble(cells.get(6))),
                cells.get(7));
    }
}
