package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.lectures.ByExpression;
import io.moodstream.schemas.CountedFaces;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import java.util.List;

/**
 * One face and its visible expression, as JSON.
 *
 * @param track the face's track number within the source's session
 * @param box the face's region, relative to the picture
 * @param emotion the most probable expression
 * @param confidence the probability of that expression
 * @param readable false if the classifier abstains on this face
 * @param bystander whether it weighs nothing, because the source belongs to somebody else
 * @param probabilities the probabilities of all seven expressions, by name
 */
public record FaceJson(
        long track,
        Box box,
        String emotion,
        double confidence,
        boolean readable,
        boolean bystander,
        ByExpression probabilities) {

    /**
     * A rectangle in relative coordinates: 0 is the left or top edge of the picture, 1 the right or bottom edge.
     *
     * @param x the left edge
     * @param y the top edge
     * @param width the width, as a share of the picture's width
     * @param height the height, as a share of the picture's height
     */
    public record Box(double x, double y, double width, double height) {}

    /** Returns all faces of a frame, in the same order. */
    public static List<FaceJson> of(FaceEmotions frame) {
        return frame.getFaces().stream().map(face -> of(frame, face)).toList();
    }

    private static FaceJson of(FaceEmotions frame, FaceEmotion face) {
        var box = face.getBox();
        return new FaceJson(
                face.getTrackId(),
                new Box(exact(box.getX()), exact(box.getY()), exact(box.getWidth()), exact(box.getHeight())),
                face.getEmotion().name(),
                exact(face.getConfidence()),
                face.getReadable(),
                CountedFaces.isBystander(frame, face),
                ByExpression.of(face.getProbabilities()));
    }

    /** Converts a float to the double with the same decimal digits. */
    private static double exact(float value) {
        return Double.parseDouble(Float.toString(value));
    }
}
