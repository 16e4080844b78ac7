package io.moodstream.ingest.publish;

import io.moodstream.kit.topics.FrameKey;

/**
 * Is notified of every frame, and may ask for fewer pictures. The threads that publish and Kafka's sender thread call
 * it, so it must be quick and thread-safe. A source is identified by its key, {@code lectureId/sourceId}.
 */
public interface PublishListener {
    /** Ignores all notifications. */
    PublishListener NONE = new PublishListener() {};

    /** Called before a frame is sent, to {@code frames} or directly to {@code dead-letters}. */
    default void publishing(FrameKey frame, long publishedAtMillis) {}

    /** Called when Kafka has stored a frame. */
    default void acknowledged(FrameKey frame, int partition, long offset) {}

    /** Called when Kafka has stored a frame as a dead letter: it was too large and could not be scaled down. */
    default void deadLettered(FrameKey frame, String reason) {}

    /** Called when the picture of a frame cannot be decoded: the detector will make it a dead letter. */
    default void broken(FrameKey frame) {}

    /** Called when a frame is lost: Kafka refused it, or ingest was stopped meanwhile. */
    default void lost(FrameKey frame, String reason) {}

    /** Called when a frame was scaled down to fit. */
    default void scaled(FrameKey frame) {}

    /**
     * Asked before each picture of a file that plays round and round: whether its results come too late for whoever
     * watches. The picture is then dropped, as a camera's would be.
     */
    default boolean isBehind() {
        return false;
    }

    /** Called when a picture of a live source, or of a file that plays round and round, did not become a frame. */
    default void dropped(String source, String reason) {}

    /** Called when a broken live source sends again. */
    default void reconnected(String source) {}

    /** Called when a source has ended and Kafka has all its frames. */
    default void ended(String source, long frames) {}

    /** Called when a source cannot be read any further; the others go on. */
    default void sourceFailed(String source, String reason) {}

    /** Called when Kafka or the program has failed; ingest then stops. */
    default void failed(String source, String reason) {}
}
