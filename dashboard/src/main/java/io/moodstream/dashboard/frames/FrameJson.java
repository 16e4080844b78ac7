package io.moodstream.dashboard.frames;

import org.jspecify.annotations.Nullable;

/**
 * Which frame, as JSON.
 *
 * @param lecture the lecture
 * @param source the source within it
 * @param user whose it is, if it is anybody's
 * @param sequence its number within the source
 * @param capturedAt when it arrived here, ISO-8601, UTC
 */
record FrameJson(String lecture, String source, @Nullable String user, long sequence, String capturedAt) {
    /** Of a frame. */
    static FrameJson of(FrameId frame, @Nullable String user) {
        return new FrameJson(
                frame.lecture(),
                frame.source(),
                user,
                frame.sequence(),
                frame.capturedAt().toString());
    }
}
