package io.moodstream.kit.topics;

import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Keys;

/**
 * Identifies a frame.
 *
 * @param source key of its source, lectureId/sourceId
 * @param run identity of its publisher's run; empty if not known
 * @param sequence its number within the run
 */
public record FrameKey(String source, String run, long sequence) {
    /** Returns the identity of this frame. */
    public static FrameKey of(Frame frame) {
        return new FrameKey(
                Keys.source(frame.getLectureId(), frame.getSourceId()), frame.getRun(), frame.getSequence());
    }

    /** Returns the frame that these emotions are the result of. */
    public static FrameKey of(FaceEmotions emotions) {
        return new FrameKey(
                Keys.source(emotions.getLectureId(), emotions.getSourceId()),
                emotions.getRun(),
                emotions.getSequence());
    }

    /** Returns the frame that these faces were cut out of. */
    public static FrameKey of(FaceCrops faces) {
        return new FrameKey(
                Keys.source(faces.getLectureId(), faces.getSourceId()), faces.getRun(), faces.getSequence());
    }
}
