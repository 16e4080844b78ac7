package io.moodstream.dashboard.frames;

import io.moodstream.schemas.FaceEmotions;
import java.util.concurrent.CompletableFuture;

/**
 * A frame on its way.
 *
 * @param frame which one
 * @param position where Kafka has it
 * @param answer what the pipeline says of it; fails with a {@link io.moodstream.dashboard.http.Problem}: 422 it became a
 *     dead letter, 503 Kafka has not taken it, 504 nothing came in time
 */
public record Sent(FrameId frame, CompletableFuture<Position> position, CompletableFuture<FaceEmotions> answer) {}
