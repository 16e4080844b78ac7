package io.moodstream.ingest.replay;

import io.moodstream.ingest.publish.Lockstep;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;

/** Publishes a recording as one of ingest's sources: it keeps together with the others, and reads no answers. */
public final class LockstepSink implements ReplaySink {
    private final String name;
    private final ReplayPublisher publisher;
    private final Lockstep lockstep;

    public LockstepSink(String name, ReplayPublisher publisher, Lockstep lockstep) {
        this.name = name;
        this.publisher = publisher;
        this.lockstep = lockstep;
    }

    @Override
    public boolean frame(Frame frame) throws InterruptedException {
        boolean playing = lockstep.awaitTurn(name, frame.getCapturedAt());
        if (playing) {
            publisher.publish(frame);
        }
        return playing;
    }

    @Override
    public void event(LectureEvent event) {
        publisher.publish(event);
    }

    /** Nobody waits for it any more. */
    @Override
    public void close() {
        lockstep.leave(name);
    }
}
