package io.moodstream.detector.models;

/** What a detector's manifest file says: the model and how to use it. Every key must be there. */
sealed interface DetectorManifest permits SsdManifest, CascadeManifest {
    /** What the detector is called in records. */
    String id();

    /** The model: a file beside the manifest; for the bundled ones, in the jar. */
    String model();

    /** How its boxes become FER2013's squares. */
    CropGeometry crop();
}
