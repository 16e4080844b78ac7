package io.moodstream.dashboard.cameras;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bucket4j.Bucket;
import io.moodstream.dashboard.frames.EncodedPicture;
import io.moodstream.dashboard.frames.FaceJson;
import io.moodstream.dashboard.frames.FrameId;
import io.moodstream.dashboard.frames.Frames;
import io.moodstream.dashboard.frames.Pictures;
import io.moodstream.dashboard.frames.Sent;
import io.moodstream.dashboard.frames.Source;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Seat;
import io.moodstream.dashboard.lectures.RecommendationJson;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Recommendation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A seat's browser as a camera. Answers each picture, in order, with accepted, dropped or refused, and later says what
 * was seen in those that were accepted.
 */
final class CameraSession {
    /** Most pixels of a live frame. */
    static final int MAX_PIXELS = 4_000_000;

    private static final int MOST_UNANSWERED = 3;
    private static final int BURST = 2;

    private final Seat seat;
    private final Source source;
    private final Frames frames;
    private final Outbox outbox;
    private final double fps;
    private final Bucket pace;
    private final AtomicInteger unanswered = new AtomicInteger();

    /** @param fps most frames a second */
    CameraSession(Seat seat, Source source, Frames frames, Outbox outbox, double fps) {
        this.seat = seat;
        this.source = source;
        this.frames = frames;
        this.outbox = outbox;
        this.fps = fps;
        Duration frame = Duration.ofNanos((long) (1_000_000_000 / fps));
        this.pace = Bucket.builder()
                .addLimit(limit -> limit.capacity(BURST).refillGreedy(1, frame))
                .build();
    }

    /** The seat that it sends from. */
    Seat seat() {
        return seat;
    }

    /** A picture has come. */
    void picture(byte[] image) {
        if (!pace.tryConsume(1)) {
            drop("too-fast", "At most " + fps + " frames a second are taken");
        } else if (unanswered.get() >= MOST_UNANSWERED) {
            drop("behind", MOST_UNANSWERED + " frames before it are not answered yet");
        } else {
            try {
                accept(Pictures.live(image, MAX_PIXELS));
            } catch (Problem problem) {
                refuse(problem);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends here
    private void accept(EncodedPicture picture) {
        Sent sent = frames.send(source, seat.user(), picture);
        unanswered.incrementAndGet();
        outbox.send(Outbox.message("accepted").put("sequence", sent.frame().sequence()));
        sent.answer().whenComplete((emotions, failure) -> {
            unanswered.decrementAndGet();
            if (failure == null) {
                outbox.send(seen(sent.frame(), emotions));
            } else {
                lost(sent.frame(), failure);
            }
        });
    }

    private void lost(FrameId frame, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        boolean late = cause instanceof Problem problem && problem.status() == 504;
        outbox.send(Outbox.message(late ? "late" : "dead-letter")
                .put("sequence", frame.sequence())
                .put("detail", cause == null ? "" : String.valueOf(cause.getMessage())));
    }

    private static ObjectNode seen(FrameId frame, FaceEmotions emotions) {
        record Seen(long sequence, String capturedAt, List<FaceJson> faces) {}
        return Outbox.message(
                "emotions", new Seen(frame.sequence(), frame.capturedAt().toString(), FaceJson.of(emotions)));
    }

    private void drop(String reason, String detail) {
        source.skip();
        outbox.send(Outbox.message("dropped").put("reason", reason).put("detail", detail));
    }

    private void refuse(Problem problem) {
        outbox.send(Outbox.message("refused")
                .put("reason", reason(problem.status()))
                .put("detail", problem.getMessage()));
    }

    private static String reason(int status) {
        return switch (status) {
            case 413 -> "too-large";
            case 415 -> "not-a-picture";
            case 422 -> "broken";
            default -> "unavailable";
        };
    }

    /** Something is recommended to the seat's user. */
    void recommend(Recommendation recommendation) {
        outbox.send(Outbox.message("recommendation", RecommendationJson.of(recommendation)));
    }

    /** Closes its socket. */
    void close(CameraClose why) {
        outbox.close(why);
    }
}
