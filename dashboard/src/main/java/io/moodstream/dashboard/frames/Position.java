package io.moodstream.dashboard.frames;

/**
 * The position of a frame's record in the topic frames.
 *
 * @param partition the partition
 * @param offset the offset in the partition
 */
public record Position(int partition, long offset) {}
