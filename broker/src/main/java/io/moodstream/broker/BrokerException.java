package io.moodstream.broker;

import java.nio.file.AccessDeniedException;
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

    /** Returns what the last cause says, without names of classes. */
    static String rootMessage(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root instanceof AccessDeniedException denied
                ? denied.getFile() + ": permission denied"
                : String.valueOf(root.getMessage());
    }
}
