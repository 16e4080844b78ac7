package io.moodstream.dashboard.frames;

import java.time.Instant;
import java.time.InstantSource;

/** A source whose frames come through this server: numbers them, and gives each its own millisecond. */
public final class Source {
    private final String lecture;
    private final String name;
    private long sequence;
    private long last;

    /**
     * A source from which nothing has come yet.
     *
     * @param name its id within the lecture
     */
    Source(String lecture, String name) {
        this.lecture = lecture;
        this.name = name;
    }

    /** The next frame. */
    synchronized FrameId next(InstantSource clock) {
        last = Math.max(last + 1, clock.millis());
        return new FrameId(lecture, name, sequence++, Instant.ofEpochMilli(last));
    }

    /** A picture was dropped: it uses up a number, so that readers see the gap. */
    public synchronized void skip() {
        sequence++;
    }
}
