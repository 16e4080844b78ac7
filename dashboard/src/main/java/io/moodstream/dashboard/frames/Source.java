package io.moodstream.dashboard.frames;

import java.time.Instant;
import java.time.InstantSource;

/** A source whose frames come through this server. Numbers its frames and gives each a distinct capture time. */
public final class Source {
    private final String lecture;
    private final String name;
    private long sequence;
    private long last;

    /**
     * Creates a source without frames.
     *
     * @param name the source's id within the lecture
     */
    Source(String lecture, String name) {
        this.lecture = lecture;
        this.name = name;
    }

    /** Returns the identity of the next frame. */
    synchronized FrameId next(InstantSource clock) {
        last = Math.max(last + 1, clock.millis());
        return new FrameId(lecture, name, sequence++, Instant.ofEpochMilli(last));
    }

    /** Uses up a number for a dropped picture, so that readers see the gap. */
    public synchronized void skip() {
        sequence++;
    }
}
