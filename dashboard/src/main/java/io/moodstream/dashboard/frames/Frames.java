package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.http.Problem;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends pictures as frames through the pipeline and waits for their results. */
public final class Frames {
    private final WebFramePublisher publisher;
    private final PendingResults pending;

    /** Publishes with one and waits with the other. */
    public Frames(WebFramePublisher publisher, PendingResults pending) {
        this.publisher = publisher;
        this.pending = pending;
    }

    /**
     * Sends a picture as the next frame of a source.
     *
     * @param user the user the source belongs to, if any
     * @throws io.moodstream.dashboard.http.Problem 503 if too many frames are pending
     */
    public Sent send(Source source, @Nullable String user, EncodedPicture picture) {
        return send(source, user, Counting.ALL, picture);
    }

    /**
     * Sends a picture as the next frame of a source.
     *
     * @param user the user the source belongs to, if any
     * @param counting where people count who are seen here and by sources of their own
     * @throws io.moodstream.dashboard.http.Problem 503 if too many frames are pending
     */
    public Sent send(Source source, @Nullable String user, Counting counting, EncodedPicture picture) {
        synchronized (source) { // so that a source's frames are in the topic in the order of their numbers
            FrameId id = source.next();
            var result = expect(source, id);
            var position = publisher
                    .publish(frame(id, user, counting, picture), source)
                    .whenComplete((where, failure) -> {
                        if (failure == null) {
                            pending.published(id.key(), where);
                        } else {
                            pending.fail(id.key(), failure);
                        }
                    });
            return new Sent(id, position, result.exceptionallyCompose(failure -> failed(failure, id, user)));
        }
    }

    private CompletableFuture<FaceEmotions> expect(Source source, FrameId id) {
        try {
            return pending.expect(id.key());
        } catch (Problem full) {
            source.dropped("busy");
            throw full;
        }
    }

    private static CompletableFuture<FaceEmotions> failed(Throwable failure, FrameId id, @Nullable String user) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return CompletableFuture.failedFuture(
                cause instanceof TimeoutException
                        ? Problem.of(504, "No result came in time; the frame may still be processed")
                                .with("frame", FrameJson.of(id, user))
                        : cause);
    }

    private static Frame frame(FrameId id, @Nullable String user, Counting counting, EncodedPicture picture) {
        return Frame.newBuilder()
                .setLectureId(id.lecture())
                .setSourceId(id.source())
                .setUserId(user)
                .setSequence(id.sequence())
                .setCapturedAt(id.capturedAt())
                .setEncoding(picture.encoding())
                .setImage(ByteBuffer.wrap(picture.image()))
                .setRun(id.run())
                .setCounting(counting)
                .build();
    }
}
