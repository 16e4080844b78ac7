package io.moodstream.detector;

import io.moodstream.detector.models.DetectorOptions;
import io.moodstream.kit.Setting;
import java.time.Duration;
import java.util.Optional;

/**
 * What can be set about finding faces. Keys begin with DETECTOR_.
 *
 * @param model a bundled detector's name or a manifest's path
 * @param threshold smallest score; the manifest's when empty
 * @param tile side of a tile, pixels; the manifest's when empty
 * @param tileOverlap what tiles share, pixels; the manifest's when empty
 * @param minFace smallest face, share of the frame's height
 * @param maxFaces most faces of a frame
 * @param maxPixels most pixels of a frame
 * @param maxAhead how far a capture time may be in the future
 * @param trackMemory how long a face may be missed
 * @param trackOverlap overlap (IoU) at which a face is the one of the frame before
 */
public record DetectorConfig(
        @Setting(
                value = "blazeface",
                doc =
                        "Face detector: blazeface, blazeface-front, mediapipe-short, mediapipe-full, haar, or the path of a"
                                + " manifest file with its model beside it")
        String model,

        @Setting(
                value = "",
                min = 0.01,
                max = 0.99,
                doc = "Smallest score of a face, 0 to 1; the model's own when empty")
        Optional<Double> threshold,

        @Setting(
                value = "",
                min = 64,
                max = 10_000,
                doc =
                        "Side of the tiles large frames are cut into, pixels: smaller finds smaller faces and takes longer;"
                                + " the model's own when empty")
        Optional<Integer> tile,

        @Setting(
                value = "",
                min = 0,
                max = 5_000,
                doc = "What neighbouring tiles share, pixels, at most half a tile; the model's own when empty")
        Optional<Integer> tileOverlap,

        @Setting(
                value = "0.02",
                min = 0,
                max = 1,
                doc = "Smallest face, as share of the frame's height; smaller ones are left out")
        double minFace,

        @Setting(
                value = "200",
                min = 1,
                max = 250,
                doc = "Most faces of a frame; the ones with the highest scores are kept and the others counted")
        int maxFaces,

        @Setting(
                value = "25000000",
                min = 1,
                max = 500_000_000,
                doc = "Most pixels of a frame; larger ones are refused before they are decoded")
        long maxPixels,

        @Setting(
                value = "1m",
                min = 0,
                doc = "How far a capture time may lie in the future; such a frame would close everybody's windows")
        Duration maxAhead,

        @Setting(
                value = "2s",
                min = 0,
                max = 600,
                doc = "How long a face may be missed and still keep its track number; three frames at least")
        Duration trackMemory,

        @Setting(
                value = "0.3",
                min = 0.05,
                max = 0.95,
                doc = "Overlap (intersection over union) from which a face is the same as in the frame before")
        double trackOverlap) {

    /** Returns which detector these settings ask for. */
    public DetectorOptions options() {
        return new DetectorOptions(model, threshold, tile, tileOverlap);
    }
}
