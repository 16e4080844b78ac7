package io.moodstream.dashboard.legacy;

import io.moodstream.dashboard.frames.FaceJson;
import io.moodstream.dashboard.frames.Position;
import io.moodstream.dashboard.lectures.RecommendationJson;
import io.moodstream.schemas.Emotion;
import java.util.List;
import java.util.Optional;

/**
 * The prediction for a single picture, remembered for its client without the picture.
 *
 * @param id a random id that only the client knows
 * @param emotion the expression of most readable faces
 * @param faces all faces
 * @param position the position of the picture's frame, which Kafka deletes after a while
 * @param recommendation the recommendation, if it came in time
 */
record Prediction(
        String id,
        Emotion emotion,
        List<FaceJson> faces,
        Position position,
        Optional<RecommendationJson> recommendation) {}
