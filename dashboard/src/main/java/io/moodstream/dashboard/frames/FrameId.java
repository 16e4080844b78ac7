package io.moodstream.dashboard.frames;

import io.moodstream.kit.topics.FrameKey;
import io.moodstream.schemas.Keys;
import java.time.Instant;

/**
 * The identity of a frame.
 *
 * @param lecture the lecture
 * @param source the source within the lecture
 * @param run the source's run, which no other one has; empty for a single picture, whose source has only this frame
 * @param sequence the frame's number within the run
 * @param capturedAt when the frame arrived here, in milliseconds, later than the source's previous frame
 */
public record FrameId(String lecture, String source, String run, long sequence, Instant capturedAt) {
    /** Returns the identity by which its result is recognised. */
    FrameKey key() {
        return new FrameKey(Keys.source(lecture, source), run, sequence);
    }
}
