package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.http.Problem;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends pictures through the pipeline as frames. */
public final class Frames {
    private final WebFramePublisher publisher;
    private final PendingResults answers;
    private final InstantSource clock;

    /** @param clock says when frames were captured: browsers' clocks are anybody's guess */
    public Frames(WebFramePublisher publisher, PendingResults answers, InstantSource clock) {
        this.publisher = publisher;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * Sends a picture as its source's next frame.
     *
     * @param user whose it is, if it is anybody's
     * @throws io.moodstream.dashboard.http.Problem 503 if too many wait
     */
    public Sent send(Source source, @Nullable String user, EncodedPicture picture) {
        synchronized (source) { // so that a source's frames lie in the topic as they are numbered
            FrameId id = source.next(clock);
            var answer = answers.expect(id);
            var position = publisher.publish(frame(id, user, picture), id.key());
            var told = position.whenComplete((where, failure) -> {
                if (failure == null) {
                    answers.published(id, where);
                } else {
                    answers.fail(id, failure);
                }
            });
            return new Sent(id, told, answer.exceptionallyCompose(failure -> failed(failure, id, user)));
        }
    }

    private static CompletableFuture<FaceEmotions> failed(Throwable failure, FrameId id, @Nullable String user) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return CompletableFuture.failedFuture(
                cause instanceof TimeoutException
                        ? Problem.of(504, "The pipeline has not answered in time; the frame may still be processed")
                                .with("frame", FrameJson.of(id, user))
                        : cause);
    }

    private static Frame frame(FrameId id, @Nullable String user, EncodedPicture picture) {
        return Frame.newBuilder()
                .setLectureId(id.lecture())
                .setSourceId(id.source())
                .setUserId(user)
                .setSequence(id.sequence())
                .setCapturedAt(id.capturedAt())
                .setEncoding(picture.encoding())
                .setImage(ByteBuffer.wrap(picture.image()))
                .build();
    }
}
