package io.moodstream.launcher.cli;

import java.io.PrintStream;

/** A bar on stderr, shown on a terminal only. */
public final class ProgressBar implements AutoCloseable {
    private static final int CELLS = 40;

    private final PrintStream out = System.err;
    private final boolean terminal = System.console() != null;
    private int shown = -1;

    /** Shows how much is done. */
    public void at(long done, long total) {
        int percent = total <= 0 ? 100 : (int) (100 * done / total);
        if (!terminal || percent == shown) {
            return;
        }
        shown = percent;
        int full = CELLS * percent / 100;
        out.printf("\r[%s%s] %3d %%", "#".repeat(full), ".".repeat(CELLS - full), percent);
        out.flush();
    }

    @Override
    public void close() {
        if (terminal && shown >= 0) {
            out.print("\r" + " ".repeat(CELLS + 10) + "\r");
            out.flush();
        }
    }
}
