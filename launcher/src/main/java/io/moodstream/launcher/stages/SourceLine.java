package io.moodstream.launcher.stages;

import io.moodstream.ingest.publish.SourceStatistics;
import java.util.ArrayList;
import java.util.List;

/** Formats what became of a source's frames as one line. */
final class SourceLine {
    private SourceLine() {}

    /**
     * Returns a line such as {@code demo/hall: 300 frames published; 2 reconnects; 12 dropped (replaced)}; zeros are
     * left out.
     */
    static String of(String source, SourceStatistics frames) {
        List<String> parts = new ArrayList<>(List.of(
                source + ": " + frames.published() + (frames.published() == 1 ? " frame" : " frames") + " published"));
        if (frames.published() > frames.acknowledged() + frames.deadLettered()) {
            parts.add(frames.acknowledged() + " of them in Kafka");
        }
        add(parts, frames.deadLettered(), "too large, dead-lettered");
        add(parts, frames.broken(), "unreadable (dead letters)");
        add(parts, frames.lost(), "lost");
        add(parts, frames.scaled(), "scaled down to fit");
        add(parts, frames.reconnects(), frames.reconnects() == 1 ? "reconnect" : "reconnects");
        frames.dropped().forEach((reason, count) -> add(parts, count, "dropped (" + reason + ")"));
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
