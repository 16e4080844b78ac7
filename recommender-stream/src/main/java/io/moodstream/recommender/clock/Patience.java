package io.moodstream.recommender.clock;

/**
 * How long a lecture waits, in milliseconds.
 *
 * @param silence after how long without a word a publisher may be gone, wall clock
 * @param lectureEnd after how long without a word a paused source, and a lecture of which no source is on, has ended,
 *     wall clock
 * @param correction how long after its end a closed window is still corrected, event time
 */
public record Patience(long silence, long lectureEnd, long correction) {}
