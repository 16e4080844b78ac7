package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import io.moodstream.detector.models.Detection;
import java.util.List;

/**
 * Holds the faces of one frame, before they have track numbers.
 *
 * @param width of the frame, pixels
 * @param height of the frame, pixels
 * @param faces best score first
 * @param crops one for each face
 * @param surroundings what is beside each face
 * @param content checksum of the frame's pixels
 * @param dropped how many more faces there were than may be
 * @param background what is beside the faces; nothing if no frame is searched near the faces of the one before
 * @param expected what was expected when it was searched
 */
record FrameFaces(
        int width,
        int height,
        List<Detection> faces,
        List<byte[]> crops,
        List<Surroundings> surroundings,
        int content,
        int dropped,
        Background background,
        Expected expected) {

    /** Returns the boxes of the faces relative to the frame. */
    List<Box> relativeBoxes() {
        return faces.stream()
                .map(face -> face.box().mapped(1f / width, 1f / height, 0, 0))
                .toList();
    }
}
