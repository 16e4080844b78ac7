package io.moodstream.ingest.replay;

import io.moodstream.ingest.publish.EventTimeAligner;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;

/** Publishes a recording as one of ingest's sources, aligned with the others in event time; it reads no results. */
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

    /** Leaves the alignment: the other sources no longer wait for it. */
    @Override
    public void close() {
        aligner.leave(name);
    }
}
