package io.moodstream.dashboard.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trouble that may come by the thousand: each kind is logged at most once a minute, with how often it came. */
final class ThrottledLog {
    private static final Logger LOG = LoggerFactory.getLogger(TopicsReader.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Map<String, Kind> kinds = new HashMap<>();

    /** @param kind what went wrong; one of a few sentences */
    synchronized void add(String kind, Exception cause) {
        kinds.computeIfAbsent(kind, any -> new Kind()).add(kind, cause);
    }

    private static final class Kind {
        private long untold;
        private long toldAt = System.nanoTime() - MINUTE;

        void add(String kind, Exception cause) {
            untold++;
            if (System.nanoTime() - toldAt >= MINUTE) {
                LOG.warn("{} ({} times since this was last said): {}", kind, untold, cause.toString());
                LOG.debug("{}", kind, cause);
                toldAt = System.nanoTime();
                untold = 0;
            }
        }
    }
}
