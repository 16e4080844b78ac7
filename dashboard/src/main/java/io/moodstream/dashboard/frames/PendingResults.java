package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.FrameLedger;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Holds the frames that wait for their result: emotions or a dead letter. Every frame stops waiting when its time is
 * over.
 */
public final class PendingResults implements TopicListener {
    private static final int MOST = 20_000;

    private final Duration patience;
    private final FrameLedger<FrameKey, CompletableFuture<FaceEmotions>> frames = new FrameLedger<>(FrameKey::of);
    private final FrameLedger<FrameKey, CompletableFuture<FaceEmotions>> photos =
            new FrameLedger<>(Topics.PHOTOS, Topics.PHOTO_FACES, FrameKey::of);

    /** @param patience how long a frame waits */
    public PendingResults(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits for a frame; call it before the frame is published.
     *
     * @return its emotions; fails with a {@link Problem}, 422 with the reason if it became a dead letter, or with a
     *     {@link java.util.concurrent.TimeoutException}
     * @throws Problem 503 if too many wait
     */
    CompletableFuture<FaceEmotions> expect(FrameKey frame) {
        if (size() >= MOST) {
            throw Problem.of(503, "Too many frames wait for their emotions").with("retryAfter", 1);
        }
        CompletableFuture<FaceEmotions> result = new CompletableFuture<>();
        var ledger = ledger(frame);
        ledger.add(frame, result);
        return result.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((emotions, failure) -> ledger.settle(frame, result));
    }

    /** Notes where Kafka has stored the frame. */
    void published(FrameKey frame, Position position) {
        ledger(frame)
                .acknowledged(frame, position.partition(), position.offset())
                .ifPresent(dead -> dead.frame().completeExceptionally(problem(dead.letter())));
    }

    /** Fails a frame that will get no result. */
    void fail(FrameKey frame, Throwable why) {
        ledger(frame).settle(frame).ifPresent(result -> result.completeExceptionally(why));
    }

    /** Returns how many frames wait. */
    public int size() {
        return frames.size() + photos.size();
    }

    @Override
    public void emotions(FaceEmotions frame, Optional<Long> publishedAt) {
        if (frame.getSignal() == null) { // a signal has the number of the next frame
            FrameKey key = FrameKey.of(frame);
            ledger(key).settle(key).ifPresent(result -> result.complete(frame));
        }
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        frames.deadLetter(letter)
                .or(() -> photos.deadLetter(letter))
                .ifPresent(result -> result.completeExceptionally(problem(letter)));
    }

    private FrameLedger<FrameKey, CompletableFuture<FaceEmotions>> ledger(FrameKey frame) {
        return frame.source().startsWith(Keys.PHOTOS + "/") ? photos : frames;
    }

    private static Problem problem(DeadLetter letter) {
        return Problem.of(422, letter.message().isBlank() ? "The picture could not be processed" : letter.message());
    }
}
