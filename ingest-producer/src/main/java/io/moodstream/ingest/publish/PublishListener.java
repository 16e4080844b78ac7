package io.moodstream.ingest.publish;

/**
 * Hears of every frame. Called by the threads that publish and by Kafka's sender thread, so it must be quick and safe
 * for threads. Frames are named by their source's key, {@code lectureId/sourceId}, and their sequence number.
 */
public interface PublishListener {
    /** Hears nothing. */
    PublishListener NONE = new PublishListener() {};

    /** A frame is about to be sent, to {@code frames} or straight to {@code dead-letters}. */
    default void publishing(String source, long sequence, long publishedAtMillis) {}

    /** Kafka has a frame. */
    default void acknowledged(String source, long sequence, int partition, long offset) {}

    /** Kafka has a frame as a dead letter: it was too large and could not be scaled down. */
    default void deadLettered(String source, long sequence, String reason) {}

    /** A frame that was being sent will not arrive: Kafka refused it or ingest was stopped meanwhile. */
    default void lost(String source, long sequence, String reason) {}

    /** A frame was made smaller to fit. */
    default void scaled(String source, long sequence) {}

    /** A live source's picture was given up before it became a frame. */
    default void dropped(String source, String reason) {}

    /** A broken live source sends again. */
    default void reconnected(String source) {}

    /** A source has ended and Kafka has all its frames. */
    default void ended(String source, long frames) {}

    /** A source or Kafka has failed; ingest stops. */
    default void failed(String source, String reason) {}
}
