package io.moodstream.dashboard.frames;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.topics.DeadLetter;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The frames that wait for what the pipeline says of them: their emotions, or a dead letter. Whatever happens each
 * stops to wait when its time is over.
 */
public final class PendingResults implements TopicListener {
    private static final int MOST = 20_000;
    private static final Duration LETTERS_KEPT = Duration.ofMinutes(1);

    private final Duration patience;
    private final Map<FrameId, CompletableFuture<FaceEmotions>> waiting = new ConcurrentHashMap<>();
    private final Map<Position, FrameId> positions = new ConcurrentHashMap<>();
    /** A dead letter can be here before Kafka's acknowledgement says whose it is. */
    private final Cache<Position, String> letters = Caffeine.newBuilder()
            .expireAfterWrite(LETTERS_KEPT)
            .maximumSize(MOST)
            .build();

    /** @param patience how long a frame waits */
    public PendingResults(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits for a frame; to be called before it is published.
     *
     * @return its emotions; fails with a {@link Problem}, 422 with the reason if it became a dead letter, or with a
     *     {@link java.util.concurrent.TimeoutException}
     * @throws Problem 503 if too many wait
     */
    CompletableFuture<FaceEmotions> expect(FrameId frame) {
        if (waiting.size() >= MOST) {
            throw Problem.of(503, "Too many frames wait for their emotions").with("retryAfter", 1);
        }
        CompletableFuture<FaceEmotions> answer = new CompletableFuture<>();
        waiting.put(frame, answer);
        return answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((emotions, failure) -> waiting.remove(frame));
    }

    /** Kafka has the frame there. */
    @SuppressWarnings("FutureReturnValueIgnored") // whoever expects the answer hears of its failure
    void published(FrameId frame, Position position) {
        CompletableFuture<FaceEmotions> answer = waiting.get(frame);
        if (answer == null) {
            return; // answered already
        }
        positions.put(position, frame);
        answer.whenComplete((emotions, failure) -> positions.remove(position));
        String letter = letters.getIfPresent(position);
        if (letter != null) {
            fail(frame, dead(letter));
        }
    }

    /** Nothing will come for that frame. */
    void fail(FrameId frame, Throwable why) {
        CompletableFuture<FaceEmotions> answer = waiting.get(frame);
        if (answer != null) {
            answer.completeExceptionally(why);
        }
    }

    /** How many wait. */
    public int size() {
        return Math.max(waiting.size(), positions.size());
    }

    @Override
    public void emotions(FaceEmotions frame, Optional<Long> publishedAt) {
        CompletableFuture<FaceEmotions> answer = waiting.get(FrameId.of(frame));
        if (answer != null) {
            answer.complete(frame);
        }
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        if (letter.topic().equals(Topics.FRAMES.name())) {
            Position position = new Position(letter.partition(), letter.offset());
            letters.put(position, letter.reason());
            Optional.ofNullable(positions.get(position)).ifPresent(frame -> fail(frame, dead(letter.reason())));
        } else if (letter.topic().equals(Topics.FACES.name())) {
            letter.faces().map(PendingResults::frame).ifPresent(frame -> fail(frame, dead(letter.reason())));
        }
    }

    private static FrameId frame(FaceCrops faces) {
        return new FrameId(faces.getLectureId(), faces.getSourceId(), faces.getSequence(), faces.getCapturedAt());
    }

    private static Problem dead(String reason) {
        return Problem.of(422, reason.isBlank() ? "The picture could not be processed" : reason);
    }
}
