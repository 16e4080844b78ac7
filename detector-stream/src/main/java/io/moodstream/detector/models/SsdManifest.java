package io.moodstream.detector.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A single-shot detector (Liu et al. 2016): one pass gives a score and a box for each of many places.
 *
 * @param id the detector's name
 * @param model file name; .onnx runs in ONNX Runtime, .tflite in OpenCV
 * @param input what goes in
 * @param output what comes out
 * @param threshold smallest score of a face, 0 to 1
 * @param nmsIou overlap from which two boxes are one face, 0 to 1
 * @param tiling how large pictures are cut; null for not at all
 * @param box from the model's box to the face's
 * @param crop from the face's box to FER2013's square
 */
record SsdManifest(
        String id,
        String model,
        Input input,
        Output output,
        float threshold,
        float nmsIou,
        @Nullable Tiling tiling,
        BoxCalibration box,
        CropGeometry crop)
        implements DetectorManifest {

    SsdManifest {
        Manifests.require(threshold > 0 && threshold < 1, "threshold", threshold, "between 0 and 1");
        Manifests.require(nmsIou > 0 && nmsIou <= 1, "nmsIou", nmsIou, "above 0, at most 1");
    }

    /** With the settings' wishes in place of the manifest's. */
    SsdManifest with(float newThreshold, @Nullable Tiling newTiling) {
        return new SsdManifest(id, model, input, output, newThreshold, nmsIou, newTiling, box, crop);
    }

    /** Order of the input's dimensions: N batch, H height, W width, C channels. */
    enum Layout {
        NHWC,
        NCHW
    }

    /** Order of the channels. */
    enum Colours {
        RGB,
        BGR
    }

    /** How a tile is brought to the input's size. */
    enum Fit {
        /** As large as fits, the rest black. */
        LETTERBOX,
        /** Stretched in both directions. */
        STRETCH
    }

    /** What the scores went through already. */
    enum Scores {
        /** Nothing: they are any number, and the logistic function makes them 0 to 1. */
        LOGIT,
        /** They are 0 to 1. */
        PROBABILITY
    }

    /** How boxes are written. */
    enum Encoding {
        /** Centre as offset from an anchor and size, all in input pixels, then key points as offsets likewise. */
        ANCHORS,
        /** Left, top, right, bottom as shares of the input. */
        CORNERS_RELATIVE
    }

    /**
     * The input.
     *
     * @param name its name in the model
     * @param width pixels
     * @param height pixels
     * @param layout of the tensor
     * @param colours of the tensor
     * @param scale what a value of 0 to 255 is multiplied with
     * @param offset what is added then
     * @param fit how a tile becomes the input
     */
    record Input(
            String name, int width, int height, Layout layout, Colours colours, float scale, float offset, Fit fit) {
        Input {
            Manifests.require(width >= 16 && width <= 4096, "input.width", width, "16 to 4096 pixels");
            Manifests.require(height >= 16 && height <= 4096, "input.height", height, "16 to 4096 pixels");
            Manifests.require(scale != 0, "input.scale", scale, "anything but 0");
        }
    }

    /**
     * The outputs: rows, one for each place. The last column of the scores is the face's.
     *
     * @param scores names of the outputs that hold scores
     * @param boxes names of those that hold boxes, in the same order
     * @param activation what the scores are
     * @param encoding how boxes are written
     * @param anchors the grids of places, in the order of the rows; null unless the encoding is anchors
     * @param eyes which key points are the eye on the picture's left and the one on its right; null if there are none
     */
    record Output(
            List<String> scores,
            List<String> boxes,
            Scores activation,
            Encoding encoding,
            @Nullable List<Grid> anchors,
            @Nullable List<Integer> eyes) {
        Output {
            Manifests.require(
                    !scores.isEmpty() && scores.size() == boxes.size(),
                    "output.boxes",
                    boxes,
                    "as many names as output.scores, at least one");
            Manifests.require(
                    (anchors != null) == (encoding == Encoding.ANCHORS),
                    "output.anchors",
                    anchors,
                    "grids with the encoding anchors, else null");
            Manifests.require(
                    eyes == null || eyes.size() == 2, "output.eyes", eyes, "two numbers of key points or null");
            Manifests.require(
                    eyes == null || encoding == Encoding.ANCHORS, "output.eyes", eyes, "null without anchors");
        }
    }

    /**
     * A square grid of places over the input, row by row.
     *
     * @param cells in a row
     * @param perCell places in a cell, all at its centre
     */
    record Grid(int cells, int perCell) {
        Grid {
            Manifests.require(cells >= 1 && cells <= 512, "output.anchors.cells", cells, "1 to 512");
            Manifests.require(perCell >= 1 && perCell <= 32, "output.anchors.perCell", perCell, "1 to 32");
        }
    }
}
