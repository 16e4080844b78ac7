package io.moodstream.recommender.clock;

import io.moodstream.schemas.FaceEmotions;

/** What happens in a lecture, step by step. The steps alone decide what is published; no wall clock does. */
public sealed interface LectureStep {
    /** Returns the lecture. */
    String lectureId();

    /**
     * A frame has come.
     *
     * @param late whether its window can no longer be corrected
     */
    record Seen(FaceEmotions frame, boolean late) implements LectureStep {
        @Override
        public String lectureId() {
            return frame.getLectureId();
        }
    }

    /** A source sends no more: it has ended, has paused for long, or its publisher is gone. */
    record SourceLeft(String lectureId, String sourceId) implements LectureStep {}

    /** The user of a source is erased: what is known of the source goes. */
    record SourceErased(String lectureId, String sourceId) implements LectureStep {}

    /**
     * The clock has moved on.
     *
     * @param closedUntil windows that end at or before this close, event time, UTC milliseconds
     */
    record ClockMoved(String lectureId, long closedUntil) implements LectureStep {}

    /** Nobody sends, so that a lecture whose end was announced is over. All its windows have closed. */
    record Quiet(String lectureId) implements LectureStep {}

    /** Nobody has sent for so long that the lecture is over, announced or not. */
    record Ended(String lectureId) implements LectureStep {}

    /** The frames of a lecture that has ended come once more, as in a replay; what is known of it goes. */
    record Replayed(String lectureId) implements LectureStep {}

    /** The lecture was deleted: what is known of it goes, and nothing more is published about it. */
    record Deleted(String lectureId) implements LectureStep {}

    /** Nobody has sent for so long that what is known of the lecture goes. */
    record Forgotten(String lectureId) implements LectureStep {}
}
