package io.moodstream.launcher.cli;

import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * One line on stderr of what is going on: on a terminal written over once a second, elsewhere a new one every ten
 * seconds. Used by one thread.
 */
public final class ProgressLine implements AutoCloseable {
    private static final int WIDTH = 118;

    private final PrintStream out = System.err;
    private final boolean terminal = System.console() != null;
    private final long everyNanos = terminal ? 1_000_000_000L : 10_000_000_000L;
    private long shown = System.nanoTime();
    private boolean open;

    /** Shows a line if it is time to. */
    public void show(Supplier<String> line) {
        if (System.nanoTime() - shown < everyNanos) {
            return;
        }
        shown = System.nanoTime();
        if (terminal) {
            out.printf("\r%-" + WIDTH + "s", line.get());
            open = true;
        } else {
            out.println(line.get());
        }
        out.flush();
    }

    /** Clears the line, so that something else can be printed. */
    @Override
    public void close() {
        if (open) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
            open = false;
        }
    }
}
