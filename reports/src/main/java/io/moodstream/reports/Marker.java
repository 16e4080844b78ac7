package io.moodstream.reports;

import java.time.Instant;

/**
 * A note on a moment.
 *
 * @param at the moment
 * @param text 1 to 200 characters
 */
record Marker(Instant at, String text) {}
