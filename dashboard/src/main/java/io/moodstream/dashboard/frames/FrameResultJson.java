package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.lectures.RecommendationJson;
import io.moodstream.schemas.CountedFaces;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Majority;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of a frame, as JSON.
 *
 * @param frame the identity of the frame
 * @param model the id of the classifier model
 * @param faces all faces
 * @param majority the expression of most readable faces that count, if any
 * @param recommendation the recommendation, for single pictures
 */
record FrameResultJson(
        FrameJson frame,
        String model,
        List<FaceJson> faces,
        @Nullable String majority,
        @Nullable RecommendationJson recommendation) {

    /** Returns the result of a frame of a lecture. */
    static FrameResultJson of(FrameId frame, FaceEmotions emotions) {
        return of(frame, emotions, null);
    }

    /** Returns the result of a single picture. */
    static FrameResultJson of(Photo photo) {
        return of(
                photo.frame(),
                photo.emotions(),
                photo.recommendation().map(RecommendationJson::of).orElse(null));
    }

    private static FrameResultJson of(
            FrameId frame, FaceEmotions emotions, @Nullable RecommendationJson recommendation) {
        Optional<Emotion> majority = Majority.of(CountedFaces.of(emotions));
        return new FrameResultJson(
                FrameJson.of(frame, emotions.getUserId()),
                emotions.getModel(),
                FaceJson.of(emotions),
                majority.map(Emotion::name).orElse(null),
                recommendation);
    }
}
