package io.moodstream.dashboard.topics;

import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Recommendation;
import java.util.Optional;

/**
 * Hears what comes out of the pipeline, on one thread, in the order of each partition; must not block. Moods, attention,
 * reports and recommendations are told from their topics' beginnings, emotions and dead letters from the start of
 * listening on.
 */
public interface TopicListener {
    /** A lecture's mood; a later one of the same window replaces it. */
    default void mood(LectureMood mood) {}

    /** An episode of attention; a later one of the same face and beginning replaces it. */
    default void attention(Attention attention) {}

    /** A lecture has ended. */
    default void report(LectureReport report) {}

    /** What fits a user now. */
    default void recommendation(Recommendation recommendation) {}

    /**
     * A frame's expressions.
     *
     * @param publishedAt when the frame was published, UTC milliseconds
     */
    default void emotions(FaceEmotions frame, Optional<Long> publishedAt) {}

    /** A record could not be processed. */
    default void deadLetter(DeadLetter letter) {}

    /** Whether the topics are read from now on; until this is first told, and while Kafka is away, they are not. */
    default void reading(boolean healthy) {}
}
