package io.moodstream.dashboard.frames;

import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import java.time.Instant;

/**
 * The identity of a frame. The time distinguishes it from a frame with the same number before a restart of this server.
 *
 * @param lecture the lecture
 * @param source the source within the lecture
 * @param sequence the frame's number within the source
 * @param capturedAt when the frame arrived here, in milliseconds, later than the source's previous frame
 */
public record FrameId(String lecture, String source, long sequence, Instant capturedAt) {
    /** Returns the identity of the frame that a result belongs to. */
    static FrameId of(FaceEmotions result) {
        return new FrameId(result.getLectureId(), result.getSourceId(), result.getSequence(), result.getCapturedAt());
    }

    /** Returns the identity of the frame that faces were cut out of. */
    static FrameId of(FaceCrops faces) {
        return new FrameId(faces.getLectureId(), faces.getSourceId(), faces.getSequence(), faces.getCapturedAt());
    }

    /** Returns the key of the frame's record. */
    String key() {
        return Keys.source(lecture, source);
    }
}
