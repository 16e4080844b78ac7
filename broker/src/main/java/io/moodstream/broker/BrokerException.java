package io.moodstream.broker;

import org.jspecify.annotations.Nullable;

/** Reports that the broker cannot start or has failed; the message says why in one sentence. */
public final class BrokerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param message one sentence
     * @param cause the exception behind it, if there is one
     */
    public BrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
