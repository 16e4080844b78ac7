package io.moodstream.detector;

/**
 * Reports a frame that cannot be processed; the message begins with a short reason that can be counted, then explains
 * it.
 */
public final class RejectedFrameException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    /**
     * Creates an exception.
     *
     * @param reason a few words in kebab case, always the same for the same kind of fault
     * @param detail one sentence naming the field, its value and what is expected
     */
    public RejectedFrameException(String reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
    }

    /** Returns the kind of fault. */
    public String reason() {
        return reason;
    }
}
