package io.moodstream.reports;

import java.time.Instant;

/**
 * Holds a note on a moment.
 *
 * @param at the moment, event time
 * @param text 1 to 200 characters
 */
record Marker(Instant at, String text) {}
