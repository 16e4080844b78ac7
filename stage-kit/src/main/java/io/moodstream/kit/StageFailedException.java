package io.moodstream.kit;

/** Reports that a stage has stopped because of a failure that does not belong to a single record. */
public final class StageFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception whose message names the stage and the root cause.
     *
     * @param stage the stage's name
     * @param cause the failure
     */
    public StageFailedException(String stage, Throwable cause) {
        super(stage + " stopped: " + rootMessage(cause), cause);
    }

    static String rootMessage(Throwable cause) {
        return RefusedRecord.sentence(cause).orElseGet(() -> message(root(cause)));
    }

    private static Throwable root(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static String message(Throwable root) {
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
