package io.moodstream.kit;

/** No Kafka broker answers. */
public final class KafkaUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param bootstrap the address that was tried
     * @param cause what the client said
     */
    public KafkaUnreachableException(String bootstrap, Throwable cause) {
        super("No Kafka broker answers at " + bootstrap + "; start one with `moodstream broker`", cause);
    }
}
