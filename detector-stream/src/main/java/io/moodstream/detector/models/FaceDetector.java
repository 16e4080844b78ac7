package io.moodstream.detector.models;

import java.util.List;

/** Finds faces. One instance serves all stream threads, so implementations are thread-safe. */
public interface FaceDetector extends AutoCloseable {
    /** What it is called in records and reports. */
    String id();

    /** How the square that FER2013 would show belongs to this detector's boxes. */
    CropGeometry framing();

    /**
     * All faces of a picture, best scores first, each once. The picture stays the caller's.
     */
    List<Detection> detect(DecodedPicture picture);

    /** Frees the model. Nobody may be in {@link #detect} then. */
    @Override
    void close();
}
