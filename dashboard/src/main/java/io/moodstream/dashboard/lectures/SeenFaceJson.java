package io.moodstream.dashboard.lectures;

import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import java.util.List;

/**
 * A face at its place in the latest picture of a source.
 *
 * @param track its number within the source's session
 * @param x left edge, as a share of the picture's width
 * @param y top edge, as a share of the picture's height
 * @param width as a share of the picture's width
 * @param height as a share of the picture's height
 * @param emotion the most probable expression
 * @param confidence the probability of that expression
 * @param readable false if the classifier abstains on this face
 */
record SeenFaceJson(
        long track,
        double x,
        double y,
        double width,
        double height,
        String emotion,
        double confidence,
        boolean readable) {

    static List<SeenFaceJson> of(FaceEmotions frame) {
        return frame.getFaces().stream().map(SeenFaceJson::of).toList();
    }

    private static SeenFaceJson of(FaceEmotion face) {
        FaceBox box = face.getBox();
        return new SeenFaceJson(
                face.getTrackId(),
                ByExpression.rounded(box.getX()),
                ByExpression.rounded(box.getY()),
                ByExpression.rounded(box.getWidth()),
                ByExpression.rounded(box.getHeight()),
                face.getEmotion().name(),
                ByExpression.rounded(face.getConfidence()),
                face.getReadable());
    }
}
