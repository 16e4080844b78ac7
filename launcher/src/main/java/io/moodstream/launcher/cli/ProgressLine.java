package io.moodstream.launcher.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One line of what is going on, on stderr, so that stdout holds results only: on a terminal it is written over,
 * elsewhere a new one comes now and then. Safe for use by several threads.
 */
public final class ProgressLine implements AutoCloseable {
    private static final Duration ON_TERMINAL = Duration.ofMillis(500);

    private final PrintStream out = System.err;
    private final boolean terminal = System.console() != null;
    private final long everyNanos;
    private long shown = System.nanoTime();
    private int width;

    /** @param elsewhere how long after a line the next one comes, if that is no terminal */
    public ProgressLine(Duration elsewhere) {
        this.everyNanos = (terminal ? ON_TERMINAL : elsewhere).toNanos();
    }

    /** Makes the first line come at once. */
    public ProgressLine atOnce() {
        shown = System.nanoTime() - everyNanos;
        return this;
    }

    /** Shows a line if it is time to. */
    public void show(Supplier<String> line) {
        show(() -> true, line);
    }

    /** Shows a line if it is time to and, elsewhere than on a terminal, there is news. */
    public synchronized void show(BooleanSupplier news, Supplier<String> line) {
        if (System.nanoTime() - shown >= everyNanos && (terminal || news.getAsBoolean())) {
            shown = System.nanoTime();
            print(line.get());
        }
    }

    private void print(String line) {
        if (terminal) {
            // Blanks cover what the line before it leaves behind.
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            width = line.length();
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Clears the line, so that something else can be printed. */
    @Override
    public synchronized void close() {
        if (width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
            width = 0;
        }
    }
}
