package io.moodstream.dashboard.lectures;

/**
 * Something about a lecture that has changed.
 *
 * @param revision counts the changes of all lectures since this server has started
 * @param json how it is now
 */
public record Revised<T extends LiveJson>(long revision, T json) {}
