package io.moodstream.launcher.cli;

import io.moodstream.broker.Signals;
import java.io.IOException;

/** A signal that asks the program to end. */
public enum ShutdownSignal {
    /** Ctrl-C. */
    INT(130),
    /** What supervisors and {@code kill} send. */
    TERM(143);

    private final int exitCode;

    ShutdownSignal(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Returns the exit code of a program that this signal has ended. */
    public int exitCode() {
        return exitCode;
    }

    /**
     * Ends the process at once, by the system's own way: Java's way runs the end of native libraries, too, which takes
     * their data from under calls that still run.
     */
    void end() {
        try {
            Signals.restore(name());
            new ProcessBuilder(
                            "sh",
                            "-c",
                            "kill -" + name() + " " + ProcessHandle.current().pid())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            // Windows, or no memory for a process: Java's way, then.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(exitCode); // reached in a container, whose first process is spared
        }
    }
}
