package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.lectures.RecommendationJson;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Majority;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was seen in a frame, as JSON.
 *
 * @param frame which one
 * @param model the classifier that named the expressions
 * @param faces all faces
 * @param majority the expression of most readable faces, if there is one
 * @param recommendation what fits, for single pictures
 */
record FrameResultJson(
        FrameJson frame,
        String model,
        List<FaceJson> faces,
        @Nullable String majority,
        @Nullable RecommendationJson recommendation) {

    /** Of a frame of a lecture. */
    static FrameResultJson of(FrameId frame, FaceEmotions emotions) {
        return of(frame, emotions, null);
    }

    /** Of a single picture. */
    static FrameResultJson of(Photo photo) {
        return of(
                photo.frame(),
                photo.emotions(),
                photo.recommendation().map(RecommendationJson::of).orElse(null));
    }

    private static FrameResultJson of(
            FrameId frame, FaceEmotions emotions, @Nullable RecommendationJson recommendation) {
        Optional<Emotion> majority = Majority.of(emotions.getFaces());
        return new FrameResultJson(
                FrameJson.of(frame, emotions.getUserId()),
                emotions.getModel(),
                FaceJson.of(emotions),
                majority.map(Emotion::name).orElse(null),
                recommendation);
    }
}
