package io.moodstream.kit;

/** Reports that no Kafka broker can be reached. */
public final class KafkaUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception whose message names the address.
     *
     * @param bootstrap the address that was tried
     * @param cause the client's exception; if it knows no host of the address, the message says that
     */
    public KafkaUnreachableException(String bootstrap, Throwable cause) {
        super(
                KafkaFaults.isUnknownHost(cause)
                        ? "No host of STAGE_BOOTSTRAP=" + bootstrap
                                + " can be found; expected names that this machine's" + " DNS knows"
                        : "No Kafka broker answers at " + bootstrap + "; start one with `moodstream broker`, or set"
                                + " security.protocol as the brokers have it (see docs/security.md)",
                cause);
    }
}
