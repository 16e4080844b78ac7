package io.moodstream.dashboard.topics;

import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.Consent;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.LectureSettings;
import io.moodstream.schemas.Recommendation;
import io.moodstream.schemas.SourceStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Receives the pipeline's output, on one thread and in the order of each partition. Implementations must not block.
 * Moods, attention, events, settings, consents, reports, recommendations and sources come from the beginning of their topics,
 * frames, emotions and dead letters only from the start of the reader.
 */
public interface TopicListener {
    /** Receives a lecture's mood; a later one of the same window replaces it. */
    default void mood(LectureMood mood) {}

    /**
     * Receives an episode of attention; a later one of the same face and beginning replaces it.
     *
     * @param writtenAt when it was written, by Kafka's clock
     */
    default void attention(Attention attention, Instant writtenAt) {}

    /** Receives the report of a lecture that has ended. */
    default void report(LectureReport report) {}

    /** Receives a note on a lecture, its title, its end or its deletion. */
    default void event(LectureEvent event) {}

    /** Receives what teachers have decided about a lecture. */
    default void settings(LectureSettings settings) {}

    /** Receives that a lecture was deleted. Nothing about it that was written before comes any more. */
    default void deleted(String lecture) {}

    /** Receives that a user was erased. Nothing about the user that was written before comes any more. */
    default void erased(String user) {}

    /** Receives what a user has agreed to or withdrawn; the latest one of each user is valid, also of one who was erased. */
    default void consent(Consent consent) {}

    /**
     * Receives the latest recommendation for a user.
     *
     * @param writtenAt when it was written, by Kafka's clock
     */
    default void recommendation(Recommendation recommendation, Instant writtenAt) {}

    /** Returns whether it wants the frames themselves, which are many bytes; they are read for nobody else. */
    default boolean readsFrames() {
        return false;
    }

    /** Receives a frame, or a signal of a source. */
    default void frame(Frame frame) {}

    /**
     * Receives the emotions of a frame; not a signal, which is no picture.
     *
     * @param publishedAt when the frame was published, UTC milliseconds
     */
    default void emotions(FaceEmotions frame, Optional<Long> publishedAt) {}

    /**
     * Receives what a publisher tells about a run of a source. The latest one of each run comes from the past, too.
     *
     * @param writtenAt when it was written, by Kafka's clock; now for one that comes as it is written
     */
    default void source(SourceStatus status, Instant writtenAt) {}

    /**
     * Receives a dead letter; not one of a signal, which is no picture.
     *
     * @param frame the frame that it is of, if it can be told
     */
    default void deadLetter(DeadLetter letter, Optional<FrameKey> frame) {
        deadLetter(letter);
    }

    /** Receives a dead letter; for those who do not need its frame. */
    default void deadLetter(DeadLetter letter) {}

    /**
     * Receives whether the topics can be read from now on; false before the first call, and while Kafka is unreachable.
     */
    default void reading(boolean healthy) {}
}
