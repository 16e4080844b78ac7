package io.moodstream.launcher.demo;

import io.moodstream.kit.Latencies;
import java.io.PrintStream;
import java.util.Locale;

/**
 * The demo's progress: on a terminal one line that is written over, elsewhere a line every five seconds. Goes to stderr, so
 * that stdout holds results only.
 */
final class DemoProgress {
    private static final long PIPE_EVERY_NANOS = 5_000_000_000L;
    private static final int WIDTH = 118;

    private final PrintStream out = System.err;
    private final boolean terminal = System.console() != null;
    private final long start = System.nanoTime();
    private long last = start - PIPE_EVERY_NANOS;
    private long lastPublished = -1;
    private long lastAnswered = -1;
    private boolean open;

    /** Shows the account now. */
    void show(FrameLedger.Account account, Latencies latencies, double framesPerSecond, long dropped) {
        String line = line(account, latencies, framesPerSecond, dropped);
        if (terminal) {
            out.printf("\r%-" + WIDTH + "s", line);
            open = true;
        } else if (System.nanoTime() - last >= PIPE_EVERY_NANOS && hasChanged(account)) {
            last = System.nanoTime();
            out.println(line);
        }
        out.flush();
    }

    /** A line that says what the one before it said is left out. */
    private boolean hasChanged(FrameLedger.Account account) {
        boolean changed = account.published() != lastPublished || account.answered() != lastAnswered;
        lastPublished = account.published();
        lastAnswered = account.answered();
        return changed;
    }

    /** Ends the line, so that something else can be printed. */
    void breakLine() {
        if (open) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
            open = false;
        }
    }

    private String line(FrameLedger.Account account, Latencies latencies, double framesPerSecond, long dropped) {
        long seconds = (System.nanoTime() - start) / 1_000_000_000L;
        long dead = account.answered() - account.withFaces() - account.withoutFaces();
        return String.format(
                Locale.ROOT,
                "%02d:%02d  frames: %d in, %d done, %d dead-lettered%s  %.1f frames/s  latency p50 %d ms, p99 %d ms  faces: %d",
                seconds / 60,
                seconds % 60,
                account.published(),
                account.answered(),
                dead,
                dropped == 0 ? "" : ", " + dropped + " dropped",
                framesPerSecond,
                latencies.percentile(0.5),
                latencies.percentile(0.99),
                account.faces());
    }
}
