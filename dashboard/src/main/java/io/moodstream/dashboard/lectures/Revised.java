package io.moodstream.dashboard.lectures;

/**
 * A change of a lecture with its revision.
 *
 * @param revision the number of the change, counted over all lectures since the start of this server
 * @param json the new value
 */
public record Revised<T extends LiveJson>(long revision, T json) {}
