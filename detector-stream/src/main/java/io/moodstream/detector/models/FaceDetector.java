package io.moodstream.detector.models;

import io.moodstream.pictures.DecodedPicture;
import java.util.List;

/** Finds faces. One instance serves all stream threads, so implementations are thread-safe. */
public interface FaceDetector extends AutoCloseable {
    /** Returns the detector's id, which records and reports carry. */
    String id();

    /** Returns the mapping from this detector's boxes to the squares that FER2013 would show. */
    CropGeometry cropGeometry();

    /** Returns all faces of a picture, best scores first, each once. The caller keeps and closes the picture. */
    List<Detection> detect(DecodedPicture picture);

    /**
     * Returns the faces of a picture, best scores first, each once. A detector that can does less than to search
     * everywhere.
     *
     * @param known where the faces of the picture before were, pixels; none to search everywhere
     */
    default List<Detection> detectNear(DecodedPicture picture, List<Box> known) {
        return detect(picture);
    }

    /**
     * Returns the areas that {@link #detectNear} searches as long as it finds a face for each known one, pixels.
     *
     * @param known where the faces of the picture before were, pixels; at least one
     */
    default List<Box> searched(DecodedPicture picture, List<Box> known) {
        return List.of(new Box(0, 0, picture.width(), picture.height()));
    }

    /** Closes the model. No call of {@link #detect} may be running. */
    @Override
    void close();
}
