package io.moodstream.launcher.cli;

import io.moodstream.kit.Progress;
import java.time.Duration;

/** A bar on stderr, shown on a terminal only. */
public final class ProgressBar implements Progress, AutoCloseable {
    private static final int CELLS = 40;
    private static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE);

    private final ProgressLine line = new ProgressLine(NEVER);

    @Override
    public void at(long done, long total) {
        line.show(() -> bar(total <= 0 ? 100 : (int) (100 * done / total)));
    }

    @Override
    public void close() {
        line.close();
    }

    private static String bar(int percent) {
        int full = CELLS * percent / 100;
        return String.format("[%s%s] %3d %%", "#".repeat(full), ".".repeat(CELLS - full), percent);
    }
}
