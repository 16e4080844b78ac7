package io.moodstream.pictures;

/** Thrown where bytes are no picture that can be decoded; the message is the reason, a colon and the detail. */
public final class BrokenPictureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The reason of bytes that are neither JPEG nor PNG. */
    public static final String NOT_A_PICTURE = "not-a-picture";

    /** The reason of a JPEG that ends early. */
    static final String TRUNCATED_JPEG = "truncated-jpeg";

    private final String reason;
    private final String detail;

    /**
     * @param reason a few words in kebab case, always the same for the same kind of fault
     * @param detail one sentence that says what is wrong
     */
    public BrokenPictureException(String reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    /** Returns the kind of fault. */
    public String reason() {
        return reason;
    }

    /** Returns one sentence that says what is wrong. */
    public String detail() {
        return detail;
    }
}
