package io.moodstream.detector.models;

import io.moodstream.detector.models.Network.Rows;
import io.moodstream.kit.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Converts the outputs of a single-shot network into faces, in shares of the input's width and height. */
final class SsdDecoder {
    private final SsdManifest manifest;
    private final SsdManifest.Output output;
    private final int width;
    private final int height;
    private final float smallest;
    private final float[] anchors;

    /**
     * @param width of the input, pixels; each grid covers as much of it as it has of the manifest's
     * @param height of the input, pixels
     */
    SsdDecoder(SsdManifest manifest, int width, int height) {
        this.manifest = manifest;
        this.width = width;
        this.height = height;
        this.output = manifest.output();
        boolean logit = output.activation() == SsdManifest.Scores.LOGIT;
        float threshold = manifest.threshold();
        // Compared before the logistic function, which then runs for the few that pass.
        this.smallest = logit ? (float) Math.log(threshold / (1 - threshold)) : threshold;
        this.anchors = anchors();
    }

    private float[] anchors() {
        List<Float> centres = new ArrayList<>();
        List<SsdManifest.Grid> grids = output.anchors() == null ? List.of() : output.anchors();
        for (SsdManifest.Grid grid : grids) {
            int columns = grid.cells() * width / manifest.input().width();
            int rows = grid.cells() * height / manifest.input().height();
            for (int cell = 0; cell < columns * rows; cell++) {
                for (int i = 0; i < grid.perCell(); i++) {
                    centres.add((cell % columns + 0.5f) / columns);
                    centres.add((cell / columns + 0.5f) / rows);
                }
            }
        }
        float[] flat = new float[centres.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = centres.get(i);
        }
        return flat;
    }

    /**
     * Checks that the outputs of a network match the manifest.
     *
     * @throws ConfigurationException if they do not match
     */
    void check(List<Rows> outputs) {
        int groups = output.scores().size();
        int places = 0;
        for (int group = 0; group < groups; group++) {
            Rows boxes = outputs.get(groups + group);
            require(outputs.get(group).count() == boxes.count(), "as many scores as boxes", boxes.count());
            require(boxes.columns() >= columns(), columns() + " or more numbers per box", boxes.columns());
            places += boxes.count();
        }
        boolean anchored = output.encoding() == SsdManifest.Encoding.ANCHORS;
        require(!anchored || places == anchors.length / 2, anchors.length / 2 + " boxes, one per anchor", places);
    }

    private int columns() {
        int lastPoint = output.eyes() == null
                ? -1
                : Math.max(output.eyes().get(0), output.eyes().get(1));
        return 4 + 2 * (lastPoint + 1);
    }

    private void require(boolean fits, String wanted, int actual) {
        if (!fits) {
            throw new ConfigurationException("DETECTOR_MODEL: " + manifest.id() + "'s manifest expects " + wanted + ","
                    + " but "
                    + manifest.model() + " gives " + actual);
        }
    }

    /** Returns the faces at or above the threshold, including overlapping ones. */
    List<Detection> decode(List<Rows> outputs) {
        List<Detection> faces = new ArrayList<>();
        int groups = output.scores().size();
        int place = 0;
        for (int group = 0; group < groups; group++) {
            Rows scores = outputs.get(group);
            for (int row = 0; row < scores.count(); row++, place++) {
                float score = scores.at(row, scores.columns() - 1);
                if (score >= smallest) {
                    faces.add(face(score, outputs.get(groups + group), row, place));
                }
            }
        }
        return faces;
    }

    private Detection face(float score, Rows boxes, int row, int place) {
        if (output.encoding() == SsdManifest.Encoding.CORNERS_RELATIVE) {
            float x = boxes.at(row, 0);
            float y = boxes.at(row, 1);
            Box box = new Box(x, y, boxes.at(row, 2) - x, boxes.at(row, 3) - y);
            return new Detection(box, probability(score), Optional.empty());
        }
        Box box = Box.around(
                x(boxes, row, 0, place), y(boxes, row, 1, place), boxes.at(row, 2) / width, boxes.at(row, 3) / height);
        return new Detection(
                box, probability(score), Optional.ofNullable(output.eyes()).map(e -> {
                    int left = 4 + 2 * e.get(0);
                    int right = 4 + 2 * e.get(1);
                    return new Eyes(
                            x(boxes, row, left, place),
                            y(boxes, row, left + 1, place),
                            x(boxes, row, right, place),
                            y(boxes, row, right + 1, place));
                }));
    }

    private float x(Rows boxes, int row, int column, int place) {
        return anchors[2 * place] + boxes.at(row, column) / width;
    }

    private float y(Rows boxes, int row, int column, int place) {
        return anchors[2 * place + 1] + boxes.at(row, column) / height;
    }

    private float probability(float score) {
        return output.activation() == SsdManifest.Scores.LOGIT ? (float) (1 / (1 + Math.exp(-score))) : score;
    }
}
