package io.moodstream.dashboard.frames;

import io.moodstream.kit.topics.SourceRun;
import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.schemas.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source whose frames come through this server. Numbers its frames, gives each a distinct capture time, and tells
 * with signals whether it sends: it begins or goes on with a frame, pauses after some seconds without one, and ends
 * when its camera has left or nothing has come for a while. After its end it begins anew, as another run, at number 0.
 * Thread-safe.
 */
public final class Source {
    /** A source without a frame for this long pauses. */
    static final Duration PAUSED_AFTER = Duration.ofSeconds(5);

    /** A source without a connected camera and without a frame for this long has ended. */
    static final Duration ENDED_AFTER = Duration.ofMinutes(1);

    private final String lecture;
    private final String name;
    private final @Nullable String user;
    private final Optional<SourceRuns> runs;
    private final InstantSource clock;
    private String runId;
    private Optional<SourceRun> run = Optional.empty();
    private long sequence;
    private long last;
    private long heardAt;
    private boolean connected;

    private Source(String lecture, String name, @Nullable String user, Optional<SourceRuns> runs, InstantSource clock) {
        this.lecture = lecture;
        this.name = name;
        this.user = user;
        this.runs = runs;
        this.clock = clock;
        this.runId = runs.isPresent() ? SourceRuns.newId() : "";
        this.heardAt = clock.millis();
    }

    /**
     * Creates a source of a lecture, without frames.
     *
     * @param name the source's id within the lecture
     * @param user the user it belongs to, if any
     * @param runs writes its signals and its status
     * @param clock the capture time of its frames
     */
    static Source ofLecture(String lecture, String name, @Nullable String user, SourceRuns runs, InstantSource clock) {
        return new Source(lecture, name, user, Optional.of(runs), clock);
    }

    /** Creates the source of one single picture, which needs neither signals nor a status. */
    static Source ofPhoto(String name, InstantSource clock) {
        return new Source(Keys.PHOTOS, name, name, Optional.empty(), clock);
    }

    /** Returns the identity of the next frame. */
    synchronized FrameId next() {
        heardAt = clock.millis();
        last = Math.max(last + 1, heardAt);
        return new FrameId(lecture, name, runId, sequence++, Instant.ofEpochMilli(last));
    }

    /** Returns the run that the next frame belongs to; none for a single picture. */
    synchronized Optional<SourceRun> run() {
        if (run.isEmpty()) {
            run = runs.map(all -> all.add(lecture, name, user, runId, ""));
        }
        return run;
    }

    /** Uses up a number for a dropped picture, so that readers see the gap, and counts it. */
    public synchronized void skip(String reason) {
        sequence++;
        dropped(reason);
    }

    /** Counts a picture that has a number and is not sent. */
    synchronized void dropped(String reason) {
        run.ifPresent(begun -> begun.dropped(reason));
    }

    /** Notes that a camera has connected, which may pause for as long as it is connected. */
    public synchronized void connected() {
        connected = true;
        heardAt = clock.millis();
    }

    /** Notes that the camera's connection is lost: the source pauses, and ends unless the camera comes back. */
    public synchronized void disconnected() {
        connected = false;
        heardAt = clock.millis();
        pause();
    }

    /** Notes that the camera has left: the source ends. */
    public synchronized void left() {
        connected = false;
        end();
    }

    /** Notes that somebody is about to send. */
    synchronized void keep() {
        heardAt = clock.millis();
    }

    /**
     * Pauses or ends the source if it is time to; called about once a second.
     *
     * @return whether it can be forgotten: nobody sends and its run has ended
     */
    synchronized boolean tick() {
        long silent = clock.millis() - heardAt;
        if (silent >= PAUSED_AFTER.toMillis()) {
            pause();
        }
        if (connected || silent < ENDED_AFTER.toMillis()) {
            return false;
        }
        end();
        return true;
    }

    private void pause() {
        run.ifPresent(begun -> begun.pause(now()));
    }

    /** Ends the run; the next frame begins another one. */
    synchronized void end() {
        run.ifPresent(begun -> begun.end(now()));
        run = Optional.empty();
        runId = runs.isPresent() ? SourceRuns.newId() : "";
        sequence = 0;
    }

    /** Returns the time of a signal, which is not before the latest frame. */
    private Instant now() {
        last = Math.max(last, clock.millis());
        return Instant.ofEpochMilli(last);
    }
}
