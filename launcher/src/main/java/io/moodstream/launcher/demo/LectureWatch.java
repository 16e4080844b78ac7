package io.moodstream.launcher.demo;

import io.moodstream.recommender.RecommenderConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Whether this demo's part of its lecture is over. Alone in the lecture it waits for the report. Where others go on
 * sending, such as students' browsers, the lecture does not end and there is no report; then it is enough that the
 * windows of the demo's own frames are final.
 */
final class LectureWatch {
    /** What the recommender and the reader may take beyond the times that are set. */
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
     * @param config says when windows close and lectures end
     * @param nanos a clock such as {@link System#nanoTime}
     */
    LectureWatch(RecommenderConfig config, LongSupplier nanos) {
        this.silence = config.lectureEnd().toNanos();
        this.patience =
                config.window().plus(config.grace()).plus(config.silence()).plus(MARGIN);
        this.nanos = nanos;
    }

    /** One of the demo's frames has been answered. */
    void own(Instant capturedAt) {
        seen = true;
        reported = false;
        lastFrame = capturedAt.isAfter(lastFrame) ? capturedAt : lastFrame;
    }

    /** A frame that somebody else sent to the lecture has been answered. */
    void other(Instant capturedAt) {
        others = true;
        othersAt = nanos.getAsLong();
        othersFrame = capturedAt.isAfter(othersFrame) ? capturedAt : othersFrame;
    }

    /** A window has closed. */
    void closed(Instant windowEnd) {
        finalUntil = windowEnd.isAfter(finalUntil) ? windowEnd : finalUntil;
    }

    /** The lecture's report is there. */
    void reported() {
        reported = true;
    }

    /** Whether nothing more is to be waited for, once all of the demo's frames are answered. */
    boolean isOver() {
        return !seen || reported || (othersGoOn() && ownWindowsAreFinal());
    }

    private boolean othersGoOn() {
        return others && nanos.getAsLong() - othersAt < silence;
    }

    /**
     * Windows close in order. Of one about too few people nothing is heard: it has closed when the others' frames are so
     * much later. By the frames' own time, because a window of a pipeline that is behind closes late.
     */
    private boolean ownWindowsAreFinal() {
        return finalUntil.isAfter(lastFrame) || othersFrame.isAfter(lastFrame.plus(patience));
    }
}
