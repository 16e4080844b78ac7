package io.moodstream.kit;

/** A stage has stopped because of trouble that is not one record's. */
public final class StageFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param stage the stage's name
     * @param cause what happened
     */
    public StageFailedException(String stage, Throwable cause) {
        super(stage + " stopped: " + rootMessage(cause), cause);
    }

    private static String rootMessage(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
