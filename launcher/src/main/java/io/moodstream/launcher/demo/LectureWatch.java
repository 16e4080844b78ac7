package io.moodstream.launcher.demo;

import io.moodstream.recommender.RecommenderConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Decides whether the demo's part of its lecture is over. Alone in the lecture it waits for the report. If others
 * continue to send, such as students' browsers, the lecture does not end and has no report; then the windows of the
 * demo's own frames must be final.
 */
final class LectureWatch {
    /** The time that the recommender and the reader may take beyond the configured times. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final long silence;
    private final Duration patience;
    private final LongSupplier nanos;
    private Instant lastFrame = Instant.MIN;
    private Instant othersFrame = Instant.MIN;
    private Instant finalUntil = Instant.MIN;
    private boolean seen;
    private boolean reported;
    private boolean others;
    private long othersAt;

    /**
     * @param config the settings of when windows close and lectures end
     * @param nanos a clock such as {@link System#nanoTime}
     */
    LectureWatch(RecommenderConfig config, LongSupplier nanos) {
        this.silence = config.lectureEnd().toNanos();
        this.patience =
                config.window().plus(config.grace()).plus(config.silence()).plus(MARGIN);
        this.nanos = nanos;
    }

    /** Notes the result of one of the demo's frames. */
    void own(Instant capturedAt) {
        seen = true;
        reported = false;
        lastFrame = capturedAt.isAfter(lastFrame) ? capturedAt : lastFrame;
    }

    /** Notes the result of a frame that somebody else sent to the lecture. */
    void other(Instant capturedAt) {
        others = true;
        othersAt = nanos.getAsLong();
        othersFrame = capturedAt.isAfter(othersFrame) ? capturedAt : othersFrame;
    }

    /** Notes that a window has closed. */
    void closed(Instant windowEnd) {
        finalUntil = windowEnd.isAfter(finalUntil) ? windowEnd : finalUntil;
    }

    /** Notes that the lecture has its report. */
    void reported() {
        reported = true;
    }

    /** Returns whether nothing more is expected after all of the demo's frames have their results. */
    boolean isOver() {
        return !seen || reported || (othersGoOn() && ownWindowsAreFinal());
    }

    private boolean othersGoOn() {
        return others && nanos.getAsLong() - othersAt < silence;
    }

    /**
     * Windows close in order. A window below the minimum group is not published: it has closed when the frames of
     * others are that much later, in event time, because a pipeline that is behind closes windows late.
     */
    private boolean ownWindowsAreFinal() {
        return finalUntil.isAfter(lastFrame) || othersFrame.isAfter(lastFrame.plus(patience));
    }
}
