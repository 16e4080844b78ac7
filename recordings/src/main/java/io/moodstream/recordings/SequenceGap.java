package io.moodstream.recordings;

import java.time.Duration;
import java.time.Instant;

/**
 * Describes a gap in the recording of a source.
 *
 * @param sourceId id of the source
 * @param after capture time of the last record before it
 * @param length until the next record's capture time
 * @param missing how many sequence numbers are missing; 0 if only time passed
 */
public record SequenceGap(String sourceId, Instant after, Duration length, long missing) {}
