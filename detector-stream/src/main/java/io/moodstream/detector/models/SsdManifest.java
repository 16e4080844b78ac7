package io.moodstream.detector.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a single-shot detector (Liu et al. 2016): one pass gives a score and a box for each of many places.
 *
 * @param id the detector's name
 * @param model file name; .onnx runs in ONNX Runtime, .tflite in OpenCV
 * @param input the network's input
 * @param output the network's output
 * @param threshold smallest score of a face, 0 to 1
 * @param nmsIou overlap from which two boxes are one face, 0 to 1
 * @param tiling how large pictures are cut into tiles; null if they are not
 * @param box maps the model's box to the face's
 * @param crop maps the face's box to FER2013's square
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
        Manifests.require(
                input.fit() != Fit.TRIMMED || model.endsWith(".onnx"),
                "input.fit",
                "trimmed",
                "letterbox or stretch with a model that is no .onnx file");
    }

    /** Returns the same manifest with another threshold and tiling. */
    SsdManifest with(float newThreshold, @Nullable Tiling newTiling) {
        return new SsdManifest(id, model, input, output, newThreshold, nmsIou, newTiling, box, crop);
    }

    /** Lists the orders of the input's dimensions: N batch, H height, W width, C channels. */
    enum Layout {
        NHWC,
        NCHW
    }

    /** Lists the orders of the channels. */
    enum Colours {
        RGB,
        BGR
    }

    /** Lists the ways to scale a tile to the input's size. */
    enum Fit {
        /** Scaled to fit, the rest black. */
        LETTERBOX,
        /**
         * Scaled to fit, the rest black, except for tiles of 4:3 or 3:4, which get an input without it. For ONNX models whose
         * input has the dimensions "height" and "width", which may be three quarters.
         */
        TRIMMED,
        /** Scaled separately in both directions. */
        STRETCH
    }

    /** Lists the kinds of scores. */
    enum Scores {
        /** Any number; the logistic function maps them to 0 to 1. */
        LOGIT,
        /** Probabilities, 0 to 1. */
        PROBABILITY
    }

    /** Lists the encodings of boxes. */
    enum Encoding {
        /** Offset of the centre from an anchor, and size, all in input pixels; then key points, also as offsets. */
        ANCHORS,
        /** Left, top, right, bottom as shares of the input. */
        CORNERS_RELATIVE
    }

    /**
     * Describes the input.
     *
     * @param name its name in the model
     * @param width pixels
     * @param height pixels
     * @param layout of the tensor
     * @param colours of the tensor
     * @param scale factor for a value of 0 to 255
     * @param offset added to the product
     * @param fit how a tile is scaled to the input
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
     * Describes the outputs: rows, one for each place. The last column of the scores is that of the face.
     *
     * @param scores names of the outputs with scores
     * @param boxes names of the outputs with boxes, in the same order
     * @param activation what the scores are
     * @param encoding how boxes are encoded
     * @param anchors the grids of places, in the order of the rows; null unless the encoding is anchors
     * @param eyes indices of the key points of the eye on the left and the eye on the right of the picture; null if
     *     there are none
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
     * Describes a square grid of places over the input, row by row.
     *
     * @param cells number of cells in a row
     * @param perCell number of places in a cell, all at its centre
     */
    record Grid(int cells, int perCell) {
        Grid {
            Manifests.require(cells >= 1 && cells <= 512, "output.anchors.cells", cells, "1 to 512");
            Manifests.require(perCell >= 1 && perCell <= 32, "output.anchors.perCell", perCell, "1 to 32");
        }
    }
}
