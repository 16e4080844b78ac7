package io.moodstream.detector;

import io.moodstream.detector.models.DetectorOptions;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Setting;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds the settings of the face detector. Keys begin with DETECTOR_.
 *
 * @param model a bundled detector's name or a manifest's path
 * @param threshold smallest score of a face; the manifest's if empty
 * @param tile side of a tile, pixels; the manifest's if empty
 * @param tileOverlap overlap of neighbouring tiles, pixels; the manifest's if empty
 * @param minFace height of the smallest face, share of the frame's height
 * @param maxFaces largest number of faces in a frame
 * @param maxPixels largest number of pixels in a frame
 * @param maxAhead how far a capture time may be in the future
 * @param trackMemory how long a face may be missing and keep its track
 * @param frozenAfter how long a source may send the same picture before it is frozen
 * @param forget how long a silent source is remembered
 * @param trackOverlap overlap (IoU) at which a face is the same as in the previous frame
 * @param fullFrameEvery every so many frames of a source one is searched everywhere, the others near known faces; more than
 *     10 would save hardly more than 5 and find new faces later
 */
public record DetectorConfig(
        @Setting(
                value = "blazeface",
                doc = "Face detector: blazeface, blazeface-front, mediapipe-short, mediapipe-full, haar, or the path"
                        + " of a manifest file with its model beside it")
        String model,

        @Setting(
                value = "",
                min = 0.01,
                max = 0.99,
                doc = "Smallest score of a face, 0.01 to 0.99; if empty, the model's own")
        Optional<Double> threshold,

        @Setting(
                value = "",
                min = 64,
                max = 10_000,
                doc = "Side of the tiles into which large frames are cut, pixels: smaller tiles find smaller faces"
                        + " and take longer; if empty, the model's own")
        Optional<Integer> tile,

        @Setting(
                value = "",
                min = 0,
                max = 5_000,
                doc = "Overlap of neighbouring tiles, pixels, at most half a tile; if empty, the model's own")
        Optional<Integer> tileOverlap,

        @Setting(
                value = "0.02",
                min = 0,
                max = 1,
                doc = "Height of the smallest face, as a share of the frame's height; smaller faces are left out")
        double minFace,

        @Setting(
                value = "200",
                min = 1,
                max = 250,
                doc = "Largest number of faces in a frame; the faces with the highest scores are kept, the others only"
                        + " counted")
        int maxFaces,

        @Setting(
                value = "25000000",
                min = 1,
                max = 500_000_000,
                doc = "Largest number of pixels in a frame; larger frames are refused before they are decoded")
        long maxPixels,

        @Setting(
                value = "1m",
                min = 0,
                doc = "How far a capture time may be in the future; a frame from further ahead would close the windows"
                        + " of all sources")
        Duration maxAhead,

        @Setting(
                value = "2s",
                min = 0,
                max = 600,
                doc = "How long a face may be missing and still keep its track number; at least three frames")
        Duration trackMemory,

        @Setting(
                value = "30s",
                min = 1,
                max = 86_400,
                doc =
                        "How long a source may send exactly the same picture again and again, event time; after that it is"
                                + " frozen, and its faces count as not readable until the first picture that differs")
        Duration frozenAfter,

        @Setting(
                value = "1h",
                min = 60,
                max = 86_400,
                doc =
                        "How long a silent source is remembered. Until then no other face gets the number of one of its tracks,"
                                + " and a frame that is published again is recognised and dropped. INGEST_RESUME works for no"
                                + " longer than this. If it is shorter than RECOMMENDER_LECTURE_END, two people of a lecture may"
                                + " get the same number")
        Duration forget,

        @Setting(
                value = "0.3",
                min = 0.05,
                max = 0.95,
                doc = "Overlap (intersection over union) from which a face is the same as in the previous frame")
        double trackOverlap,

        @Setting(
                value = "",
                min = 1,
                max = 10,
                doc =
                        "Search the whole frame in every so many frames of a source, and in between only near the faces of"
                                + " the frame before, as long as nothing changes beside them; 1 always searches the whole"
                                + " frame; if empty, "
                                + DetectorConfig.USUAL_FULL_FRAME_EVERY
                                + " with blazeface and 1 with the other detectors")
        Optional<Integer> fullFrameEvery) {

    /** The detector beside which the search near known faces was measured. */
    private static final String MEASURED = "blazeface";

    /** Every how many frames the whole frame is searched with that detector, unless it is set. */
    public static final int USUAL_FULL_FRAME_EVERY = 10;

    /** Checks the settings that depend on each other. */
    public DetectorConfig {
        if (trackMemory.compareTo(forget) >= 0) {
            throw new ConfigurationException(
                    "DETECTOR_TRACK_MEMORY=" + trackMemory + ": expected less than DETECTOR_FORGET=" + forget);
        }
    }

    /**
     * Returns the detector that these settings select.
     *
     * @throws ConfigurationException if it cannot search near known faces and shall
     */
    public DetectorOptions options() {
        if (wholeFrameEvery() > 1 && !model.equals(MEASURED)) {
            throw new ConfigurationException(
                    "DETECTOR_FULL_FRAME_EVERY=" + wholeFrameEvery() + ": expected 1 with DETECTOR_MODEL=" + model
                            + ", because larger values were measured with " + MEASURED + " only");
        }
        return new DetectorOptions(model, threshold, tile, tileOverlap, wholeFrameEvery() > 1);
    }

    /** Returns every how many frames of a source the whole frame is searched. */
    int wholeFrameEvery() {
        return fullFrameEvery.orElse(model.equals(MEASURED) ? USUAL_FULL_FRAME_EVERY : 1);
    }
}
