package io.moodstream.dashboard.frames;

/**
 * Where a frame's record is in the topic frames.
 *
 * @param partition of the topic
 * @param offset in it
 */
public record Position(int partition, long offset) {}
