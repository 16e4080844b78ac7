package io.moodstream.launcher.cli;

/** Ends a command that a signal has stopped before it had begun, with the signal's exit code. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ShutdownSignal signal;

    /**
     * Creates an exception.
     *
     * @param signal what has stopped it
     * @param sentence what was not done
     */
    public StoppedException(ShutdownSignal signal, String sentence) {
        super(sentence);
        this.signal = signal;
    }

    /** Returns the exit code. */
    public int exitCode() {
        return signal.exitCode();
    }
}
