package io.moodstream.ingest.publish;

import io.moodstream.schemas.SourceStatus;
import java.time.Instant;

/**
 * The point at which a run of a file begins, or goes on after its process was killed.
 *
 * @param start event time of the file's first picture
 * @param next number of the first picture to publish; the pictures of a file are numbered from 0
 * @param reached event time that the run has reached
 */
public record StartPoint(Instant start, long next, Instant reached) {
    /** Returns the beginning of a new run. */
    public static StartPoint beginning(Instant start) {
        return new StartPoint(start, 0, start);
    }

    /** Returns where the frames of a run end that Kafka has, as far as its status says. */
    public static StartPoint after(SourceStatus status) {
        return new StartPoint(status.getStartedAt(), status.getNextSequence(), status.getCapturedAt());
    }
}
