package io.moodstream.dashboard.http;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the times that requests name. */
public final class RequestTime {
    /** What is expected of one, for {@link Problem#badValue}. */
    public static final String EXPECTED = "a time such as 2026-03-02T08:10:00Z";

    private static final Logger LOG = LoggerFactory.getLogger(RequestTime.class);

    private RequestTime() {}

    /** Returns the time that a text names in ISO 8601, in UTC or with an offset; empty if it is none. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            LOG.debug("Not a time: {}", text, e);
            return Optional.empty();
        }
    }
}
