package io.moodstream.kit;

/** Reports that no Kafka broker can be reached. */
public final class KafkaUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception whose message names the address.
     *
     * @param bootstrap the address that was tried
     * @param cause the client's exception
     */
    public KafkaUnreachableException(String bootstrap, Throwable cause) {
        super(
                "No Kafka broker answers at " + bootstrap + "; start one with `moodstream broker`, or set"
                        + " security.protocol as the brokers have it (see docs/security.md)",
                cause);
    }
}
