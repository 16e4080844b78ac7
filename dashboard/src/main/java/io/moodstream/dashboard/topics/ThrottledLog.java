package io.moodstream.dashboard.topics;

import io.moodstream.kit.KafkaFaults;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs warnings that may occur by the thousand: each kind at most once a minute, with the number of occurrences. */
final class ThrottledLog {
    private static final Logger LOG = LoggerFactory.getLogger(TopicsReader.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Map<String, Kind> kinds = new HashMap<>();

    /**
     * Logs a warning, or counts it if the same kind was logged within the last minute.
     *
     * @param kind what went wrong; one of a few sentences
     */
    synchronized void add(String kind, Exception cause) {
        kinds.computeIfAbsent(kind, any -> new Kind()).add(kind, cause);
    }

    private static final class Kind {
        private long count;
        private long loggedAt = System.nanoTime() - MINUTE;

        void add(String kind, Exception cause) {
            count++;
            if (System.nanoTime() - loggedAt >= MINUTE) {
                LOG.warn(
                        "{} ({} times since the last message): {}",
                        kind,
                        count,
                        KafkaFaults.sentence(cause).orElseGet(cause::toString));
                LOG.debug("{}", kind, cause);
                loggedAt = System.nanoTime();
                count = 0;
            }
        }
    }
}
