package io.moodstream.dashboard.legacy;

import io.moodstream.dashboard.frames.FaceJson;
import io.moodstream.dashboard.frames.Position;
import io.moodstream.dashboard.lectures.RecommendationJson;
import io.moodstream.schemas.Emotion;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a single picture for its client; not the picture.
 *
 * @param id random, which only the client knows
 * @param emotion the majority
 * @param faces all faces
 * @param position where the picture is for as long as its topic keeps it
 * @param recommendation what fits, if it came in time
 */
record Prediction(
        String id,
        Emotion emotion,
        List<FaceJson> faces,
        Position position,
        Optional<RecommendationJson> recommendation) {}
