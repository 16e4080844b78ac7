package io.moodstream.dashboard.legacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.http.Context;
import io.moodstream.dashboard.frames.FaceJson;
import io.moodstream.dashboard.frames.Photo;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.lectures.RecommendationJson;
import io.moodstream.schemas.Emotion;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Remembers the last prediction of each client for half an hour, by a cookie. */
final class Predictions {
    private static final String COOKIE = "moodstream-prediction";
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final long MOST = 20_000;

    private final Access access;
    private final Cache<String, Prediction> predictions =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    Predictions(Access access) {
        this.access = access;
    }

    /**
     * Remembers the result of a picture for the client of this request.
     *
     * @throws Problem 422 if no face was found, or none is readable
     */
    Prediction remember(Context ctx, Photo photo) {
        Prediction prediction = new Prediction(
                UUID.randomUUID().toString(),
                majority(photo),
                FaceJson.of(photo.emotions()),
                photo.position(),
                photo.recommendation().map(RecommendationJson::of));
        predictions.put(prediction.id(), prediction);
        access.setCookie(ctx, COOKIE, prediction.id(), KEPT);
        return prediction;
    }

    /**
     * Returns the expression of most readable faces.
     *
     * @throws Problem 422 if no face was found, or none is readable
     */
    static Emotion majority(Photo photo) {
        return photo.majority()
                .orElseThrow(() -> Problem.of(
                        422,
                        photo.emotions().getFaces().isEmpty() ? "No face was found" : "No readable face was found"));
    }

    /** Returns the prediction with an id, if it is still remembered. */
    Optional<Prediction> of(String id) {
        return Optional.ofNullable(predictions.getIfPresent(id));
    }

    /** Returns the last prediction of this request's client, if it is still remembered. */
    Optional<Prediction> last(Context ctx) {
        return Optional.ofNullable(ctx.cookie(COOKIE)).flatMap(this::of);
    }
}
