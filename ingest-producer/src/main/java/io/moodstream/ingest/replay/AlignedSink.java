package io.moodstream.ingest.replay;

import io.moodstream.ingest.publish.EventTimeAligner;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;

/** Publishes a recording as one of ingest's sources: it keeps together with the others, and reads no answers. */
public final class AlignedSink implements ReplaySink {
    private final String name;
    private final ReplayPublisher publisher;
    private final EventTimeAligner aligner;

    public AlignedSink(String name, ReplayPublisher publisher, EventTimeAligner aligner) {
        this.name = name;
        this.publisher = publisher;
        this.aligner = aligner;
    }

    @Override
    public boolean frame(Frame frame) throws InterruptedException {
        boolean playing = aligner.awaitAlignment(name, frame.getCapturedAt());
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
        aligner.leave(name);
    }
}
