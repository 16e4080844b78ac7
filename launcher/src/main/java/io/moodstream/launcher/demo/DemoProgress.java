package io.moodstream.launcher.demo;

import io.moodstream.kit.Latencies;
import io.moodstream.launcher.cli.ProgressLine;
import java.time.Duration;
import java.util.Locale;

/** Shows the demo's progress in a line; outside a terminal only if it has changed since the line before. */
final class DemoProgress {
    private final ProgressLine line = new ProgressLine(Duration.ofSeconds(5)).atOnce();
    private final long start = System.nanoTime();
    private long lastPublished = -1;
    private long lastAnswered = -1;

    /** Shows the counts when the next line is due. */
    void show(FrameAccounts.Account account, Latencies latencies, double framesPerSecond, long dropped) {
        line.show(() -> hasChanged(account), () -> line(account, latencies, framesPerSecond, dropped));
    }

    private boolean hasChanged(FrameAccounts.Account account) {
        boolean changed = account.published() != lastPublished || account.answered() != lastAnswered;
        lastPublished = account.published();
        lastAnswered = account.answered();
        return changed;
    }

    /** Clears the line, so that other text can be printed. */
    void breakLine() {
        line.close();
    }

    private String line(FrameAccounts.Account account, Latencies latencies, double framesPerSecond, long dropped) {
        long seconds = (System.nanoTime() - start) / 1_000_000_000L;
        long dead = account.answered() - account.withFaces() - account.withoutFaces();
        return String.format(
                Locale.ROOT,
                "%02d:%02d  frames: %d in, %d done, %d dead-lettered%s  %.1f frames/s%s  faces: %d",
                seconds / 60,
                seconds % 60,
                account.published(),
                account.answered(),
                dead,
                dropped == 0 ? "" : ", " + dropped + " dropped",
                framesPerSecond,
                latency(latencies),
                account.faces());
    }

    private static String latency(Latencies latencies) {
        return latencies.isEmpty()
                ? ""
                : "  latency p50 " + latencies.percentile(0.5) + " ms, p99 " + latencies.percentile(0.99) + " ms";
    }
}
