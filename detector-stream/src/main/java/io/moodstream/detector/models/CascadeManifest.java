package io.moodstream.detector.models;

/**
 * Describes a Haar or LBP cascade (Viola and Jones 2001) of OpenCV.
 *
 * @param id the detector's name
 * @param model file name, .xml
 * @param scaleFactor factor by which the window grows from pass to pass, above 1
 * @param minNeighbours number of windows that must agree
 * @param minFace smallest face, pixels
 * @param box maps the cascade's box to the face's
 * @param crop maps the face's box to FER2013's square
 */
record CascadeManifest(
        String id,
        String model,
        double scaleFactor,
        int minNeighbours,
        int minFace,
        BoxCalibration box,
        CropGeometry crop)
        implements DetectorManifest {

    CascadeManifest {
        Manifests.require(scaleFactor > 1 && scaleFactor <= 2, "scaleFactor", scaleFactor, "above 1, at most 2");
        Manifests.require(minNeighbours >= 1, "minNeighbours", minNeighbours, "at least 1");
        Manifests.require(minFace >= 1, "minFace", minFace, "at least 1 pixel");
    }
}
