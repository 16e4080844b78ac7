package io.moodstream.launcher.cli;

/** Ends a command with exit code 1 and its message, a sentence for the user. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param sentence what went wrong and what the user can do
     */
    public CommandFailedException(String sentence) {
        super(sentence);
    }
}
