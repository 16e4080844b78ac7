package io.moodstream.recordings;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a source's recording has a hole.
 *
 * @param sourceId whose
 * @param after capture time of the last record before it
 * @param length until the next record's capture time
 * @param missing how many numbers are missing there; 0 where only time passed
 */
public record SequenceGap(String sourceId, Instant after, Duration length, long missing) {}
