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
import io.moodstream.dashboard.frames.Target;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.lectures.RecommendationJson;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Recommendation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A browser that sends frames as one source. Replies to each picture, in order, with accepted, dropped or refused, and
 * later sends the results of the accepted ones.
 */
final class CameraSession {
    private static final Logger LOG = LoggerFactory.getLogger(CameraSession.class);

    /** The maximum pixels of a live frame. */
    static final int MAX_PIXELS = 4_000_000;

    private static final int MOST_PENDING = 3;
    private static final int BURST = 2;

    /** A connection on which nothing has arrived for this many seconds is dead. */
    static final int MOST_SILENT_SECONDS = 8;

    private final Target target;
    private final Source source;
    private final Frames frames;
    private final Outbox outbox;
    private final double fps;
    private final LongSupplier received;
    private final Bucket pace;
    private final AtomicInteger pending = new AtomicInteger();
    private long receivedBefore;
    private int silentSeconds;

    /**
     * @param fps maximum frames per second
     * @param received how many bytes have arrived on the connection
     */
    CameraSession(Target target, Source source, Frames frames, Outbox outbox, double fps, LongSupplier received) {
        this.target = target;
        this.source = source;
        this.frames = frames;
        this.outbox = outbox;
        this.fps = fps;
        this.received = received;
        Duration frame = Duration.ofNanos((long) (1_000_000_000 / fps));
        this.pace = Bucket.builder()
                .addLimit(limit -> limit.capacity(BURST).refillGreedy(1, frame))
                .build();
    }

    /** Returns the seat, or a teacher's source, that the browser sends as. */
    Target target() {
        return target;
    }

    /** Returns the source that its frames are sent as. */
    Source source() {
        return source;
    }

    /** Sends a message by which the browser's page notices that the connection works. */
    void ping() {
        outbox.send(Outbox.message("ping"));
    }

    /**
     * Returns whether the connection is dead: nothing has arrived for some seconds, neither a part of a picture nor a
     * pong. Called once a second, by one thread. Calls count, not the clock: a server that stood still has not
     * listened.
     */
    boolean isDead() {
        long now = received.getAsLong();
        silentSeconds = now == receivedBefore ? silentSeconds + 1 : 0;
        receivedBefore = now;
        return silentSeconds >= MOST_SILENT_SECONDS;
    }

    /** Receives a picture. */
    void picture(byte[] image) {
        if (outbox.isClosed()) {
            return; // another connection may have the seat by now
        }
        if (!pace.tryConsume(1)) {
            drop("too-fast", "At most " + fps + " frames a second are accepted");
        } else if (pending.get() >= MOST_PENDING) {
            drop("behind", MOST_PENDING + " earlier frames have no result yet");
        } else {
            try {
                accept(Pictures.live(image, MAX_PIXELS));
            } catch (Problem problem) {
                refuse(problem);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // every outcome is handled here
    private void accept(EncodedPicture picture) {
        Sent sent = frames.send(source, target.user(), target.counting(), picture);
        pending.incrementAndGet();
        outbox.send(Outbox.message("accepted").put("sequence", sent.frame().sequence()));
        sent.result().whenComplete((emotions, failure) -> {
            pending.decrementAndGet();
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
                .put("detail", detail(frame, cause)));
    }

    /** Returns a sentence for the student; operators find the cause in the log. */
    private static String detail(FrameId frame, @Nullable Throwable cause) {
        if (cause instanceof Problem problem) {
            return problem.status() == 503
                    ? "The class server is not reachable at the moment; we keep trying"
                    : String.valueOf(problem.getMessage());
        }
        LOG.error("Frame {} of {} could not be processed", frame.sequence(), frame.source(), cause);
        return "The server could not process this picture";
    }

    private static ObjectNode seen(FrameId frame, FaceEmotions emotions) {
        record Seen(long sequence, String capturedAt, List<FaceJson> faces) {}
        return Outbox.message(
                "emotions", new Seen(frame.sequence(), frame.capturedAt().toString(), FaceJson.of(emotions)));
    }

    private void drop(String reason, String detail) {
        source.skip(reason);
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

    /** Sends a recommendation for the user of this seat. */
    void recommend(Recommendation recommendation) {
        outbox.send(Outbox.message("recommendation", RecommendationJson.of(recommendation)));
    }

    /** Closes the socket. */
    void close(CameraClose why) {
        outbox.close(why);
    }
}
