package io.moodstream.dashboard.frames;

import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Majority;
import io.moodstream.schemas.Recommendation;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Processes single pictures. Each is sent as a new source with a new user, which are never used again. */
public final class Photos {
    /** How long a response waits for the recommendation, which comes some commits after the emotions. */
    private static final Duration RECOMMENDED_WITHIN = Duration.ofSeconds(3);

    private final SecureRandom random = new SecureRandom();
    private final Frames frames;
    private final UserRecommendations recommendations;

    public Photos(Frames frames, UserRecommendations recommendations) {
        this.frames = frames;
        this.recommendations = recommendations;
    }

    /** Sends a picture and waits for its result; fails as {@link Sent#result} and {@link Sent#position} do. */
    public CompletableFuture<Photo> recognise(EncodedPicture picture) {
        String name = "photo-" + random();
        CompletableFuture<Optional<Recommendation>> recommended = new CompletableFuture<>();
        Consumer<Recommendation> listener = recommendation -> recommended.complete(Optional.of(recommendation));
        recommendations.add(name, listener);
        try {
            Sent sent = frames.send(Source.ofPhoto(name, InstantSource.system()), name, picture);
            return sent.result()
                    .thenCombine(sent.position(), (emotions, position) -> position)
                    .thenCompose(position -> withRecommendation(sent, position, recommended))
                    .whenComplete((photo, failure) -> recommendations.remove(name, listener));
        } catch (RuntimeException e) {
            recommendations.remove(name, listener);
            throw e;
        }
    }

    private static CompletableFuture<Photo> withRecommendation(
            Sent sent, Position position, CompletableFuture<Optional<Recommendation>> recommended) {
        FaceEmotions emotions = sent.result().join();
        if (Majority.of(emotions.getFaces()).isEmpty()) {
            recommended.complete(Optional.empty()); // there is nothing to recommend for
        }
        return recommended
                .completeOnTimeout(Optional.empty(), RECOMMENDED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(recommendation -> new Photo(sent.frame(), position, emotions, recommendation));
    }

    /** Returns 128 random bits, which nobody can guess. */
    private String random() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
