package io.moodstream.dashboard.frames;

import org.jspecify.annotations.Nullable;

/**
 * The identity of a frame, as JSON.
 *
 * @param lecture the lecture
 * @param source the source within the lecture
 * @param user the user the source belongs to, if any
 * @param sequence the frame's number within the source
 * @param capturedAt when the frame arrived here, ISO-8601, UTC
 */
record FrameJson(String lecture, String source, @Nullable String user, long sequence, String capturedAt) {
    /** Returns the JSON of a frame's identity. */
    static FrameJson of(FrameId frame, @Nullable String user) {
        return new FrameJson(
                frame.lecture(),
                frame.source(),
                user,
                frame.sequence(),
                frame.capturedAt().toString());
    }
}
