package io.moodstream.detector.models;

/** Describes a detector's model and how to use it, as in the manifest file. All keys are required. */
sealed interface DetectorManifest permits SsdManifest, CascadeManifest {
    /** Returns the detector's id, which records carry. */
    String id();

    /** Returns the name of the model file, which is beside the manifest; that of a bundled model is in the jar. */
    String model();

    /** Returns the mapping from its boxes to FER2013's squares. */
    CropGeometry crop();
}
