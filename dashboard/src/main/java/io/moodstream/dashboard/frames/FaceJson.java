package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.lectures.ByExpression;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import java.util.List;

/**
 * One face and its visible expression, as JSON.
 *
 * @param track its number within the source's session
 * @param box where it is, relative to the picture
 * @param emotion the most probable one
 * @param confidence its probability
 * @param readable whether an expression should be read into it
 * @param probabilities of all seven, by name
 */
public record FaceJson(
        long track, Box box, String emotion, double confidence, boolean readable, ByExpression probabilities) {

    /**
     * A rectangle: 0 is left or top, 1 right or bottom.
     *
     * @param x left edge
     * @param y top edge
     * @param width share of the picture's
     * @param height share of the picture's
     */
    public record Box(double x, double y, double width, double height) {}

    /** All faces of a frame, in its order. */
    public static List<FaceJson> of(FaceEmotions frame) {
        return frame.getFaces().stream().map(FaceJson::of).toList();
    }

    private static FaceJson of(FaceEmotion face) {
        var box = face.getBox();
        return new FaceJson(
                face.getTrackId(),
                new Box(exact(box.getX()), exact(box.getY()), exact(box.getWidth()), exact(box.getHeight())),
                face.getEmotion().name(),
                exact(face.getConfidence()),
                face.getReadable(),
                ByExpression.of(face.getProbabilities()));
    }

    /** With a float's digits, not those that a double shows of it. */
    private static double exact(float value) {
        return Double.parseDouble(Float.toString(value));
    }
}
