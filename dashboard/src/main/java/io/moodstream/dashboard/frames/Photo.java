package io.moodstream.dashboard.frames;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Majority;
import io.moodstream.schemas.Recommendation;
import java.util.Optional;

/**
 * The result of a single picture; the picture itself is only in the topic photos.
 *
 * @param frame the identity of the frame
 * @param position the position of its record
 * @param emotions its faces with their expressions
 * @param recommendation the recommendation; none if no face is readable, or if it did not come in time
 */
public record Photo(FrameId frame, Position position, FaceEmotions emotions, Optional<Recommendation> recommendation) {
    /** Returns the expression of most readable faces, if any. */
    public Optional<Emotion> majority() {
        return Majority.of(emotions.getFaces());
    }
}
