package io.moodstream.launcher.recordings;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.launcher.cli.InstantText;
import io.moodstream.recordings.Span;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that select a part of a lecture. */
final class SpanOptions {
    @Option(
            names = "--from",
            paramLabel = "T",
            converter = InstantText.class,
            description = "Only what was captured from this time on, such as 2026-03-02T08:00:00Z")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "T",
            converter = InstantText.class,
            description = "Only what was captured before this time")
    private @Nullable Instant to;

    /**
     * Returns the selected part.
     *
     * @throws ConfigurationException if it ends before it begins
     */
    Span span() {
        try {
            return new Span(Optional.ofNullable(from), Optional.ofNullable(to));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("--" + e.getMessage());
        }
    }
}
