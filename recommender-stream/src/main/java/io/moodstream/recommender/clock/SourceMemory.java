package io.moodstream.recommender.clock;

/**
 * What is stored of a source.
 *
 * @param state whether it sends: 0 on, 1 paused, 2 its publisher is gone, 3 it has left
 * @param latest event time of its latest record, UTC milliseconds
 * @param run identity of its publisher's run; empty if not known
 */
public record SourceMemory(int state, long latest, String run) {}
