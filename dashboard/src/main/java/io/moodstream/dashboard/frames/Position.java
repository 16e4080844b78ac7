package io.moodstream.dashboard.frames;

/**
 * The position of a frame's record in its topic, frames or photos.
 *
 * @param partition the partition
 * @param offset the offset in the partition
 */
public record Position(int partition, long offset) {}
