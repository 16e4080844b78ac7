package io.moodstream.dashboard.topics;

import io.moodstream.kit.KafkaFaults;
import io.moodstream.kit.UsesKafka;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs warnings that may occur by the thousand: each kind at most once a minute, with the number of occurrences. */
@UsesKafka
final class ThrottledLog {
    private static final Logger LOG = LoggerFactory.getLogger(TopicsReader.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Map<String, Kind> kinds = new HashMap<>();

    /**
     * Logs a warning, or counts it if the same kind was logged within the last minute.
     *
     * @param kind what went wrong; one of a few sentences
     * @return whether it was logged
     */
    synchronized boolean add(String kind, Exception cause) {
        return kinds.computeIfAbsent(kind, any -> new Kind()).add(kind, cause);
    }

    /** What Kafka says needs no name of a Java class. */
    private static String text(Exception cause) {
        return cause instanceof KafkaException && cause.getMessage() != null ? cause.getMessage() : cause.toString();
    }

    private static final class Kind {
        private long count;
        private long loggedAt = System.nanoTime() - MINUTE;

        boolean add(String kind, Exception cause) {
            count++;
            boolean now = System.nanoTime() - loggedAt >= MINUTE;
            if (now) {
                String often = count == 1 ? "" : " (" + count + " times since the last message)";
                LOG.warn("{}{}: {}", kind, often, KafkaFaults.sentence(cause).orElseGet(() -> text(cause)));
                LOG.debug("{}", kind, cause);
                loggedAt = System.nanoTime();
                count = 0;
            }
            return now;
        }
    }
}
