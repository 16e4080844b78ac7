package io.moodstream.broker;

import org.jspecify.annotations.Nullable;

/** The broker cannot start or has failed; the message says why in one sentence. */
public final class BrokerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param message one sentence
     * @param cause what happened, if an exception did
     */
    public BrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
