package io.moodstream.dashboard.frames;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Majority;
import io.moodstream.schemas.Recommendation;
import java.util.Optional;

/**
 * What was seen in a single picture; the picture itself is in its topic alone.
 *
 * @param frame which it was
 * @param position where Kafka has it
 * @param emotions its faces
 * @param recommendation what fits; none if no face is readable, or it did not come in time
 */
public record Photo(FrameId frame, Position position, FaceEmotions emotions, Optional<Recommendation> recommendation) {
    /** The expression of most readable faces, if there is one. */
    public Optional<Emotion> majority() {
        return Majority.of(emotions.getFaces());
    }
}
