package io.moodstream.dashboard.frames;

import io.moodstream.schemas.FaceEmotions;
import java.util.concurrent.CompletableFuture;

/**
 * A frame that was sent and whose result is pending.
 *
 * @param frame the identity of the frame
 * @param position the position of its record
 * @param result the frame's emotions; fails with a {@link io.moodstream.dashboard.http.Problem}: 422 if it became a
 *     dead letter, 503 if it could not be published, 504 if no result came in time
 */
public record Sent(FrameId frame, CompletableFuture<Position> position, CompletableFuture<FaceEmotions> result) {}
