package io.moodstream.dashboard.frames;

import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import java.time.Instant;

/**
 * Which frame. Its time tells it from one that had its number before this server was restarted.
 *
 * @param lecture the lecture
 * @param source the source within it
 * @param sequence its number within the source
 * @param capturedAt when it arrived here, milliseconds, later than the source's frame before
 */
public record FrameId(String lecture, String source, long sequence, Instant capturedAt) {
    /** Returns the frame that these emotions are the result of. */
    static FrameId of(FaceEmotions answer) {
        return new FrameId(answer.getLectureId(), answer.getSourceId(), answer.getSequence(), answer.getCapturedAt());
    }

    /** Returns the frame that these faces were cut out of. */
    static FrameId of(FaceCrops faces) {
        return new FrameId(faces.getLectureId(), faces.getSourceId(), faces.getSequence(), faces.getCapturedAt());
    }

    /** Returns the key of its record. */
    String key() {
        return Keys.source(lecture, source);
    }
}
