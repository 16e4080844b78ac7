package io.moodstream.kit.topics;

import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;

/**
 * Identifies a frame among those of one publisher.
 *
 * @param source key of its source, lectureId/sourceId
 * @param sequence its number within the source
 */
public record FrameKey(String source, long sequence) {
    /** Returns the frame that these emotions are the result of. */
    public static FrameKey of(FaceEmotions emotions) {
        return new FrameKey(Keys.source(emotions.getLectureId(), emotions.getSourceId()), emotions.getSequence());
    }

    /** Returns the frame that these faces were cut out of. */
    public static FrameKey of(FaceCrops faces) {
        return new FrameKey(Keys.source(faces.getLectureId(), faces.getSourceId()), faces.getSequence());
    }
}
