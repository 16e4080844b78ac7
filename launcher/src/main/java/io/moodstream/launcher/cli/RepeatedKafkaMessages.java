package io.moodstream.launcher.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a message of Kafka at most once a minute. While a broker is away each client of each stage says so every second
 * or so; they differ in the client's name and in numbers only.
 */
public final class RepeatedKafkaMessages extends Filter<ILoggingEvent> {
    private static final long PAUSE_MILLIS = 60_000;

    /** Different messages that are remembered; the ones said least recently are forgotten. */
    private static final int REMEMBERED = 200;

    private static final Pattern KAFKA = Pattern.compile("(org\\.apache\\.)?kafka\\..*");
    private static final Pattern VARIES = Pattern.compile("^(\\[[^]]*] ?|(stream-)?thread \\S+ )+|-?\\d+");

    private final Map<String, Long> lastWritten = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (!KAFKA.matcher(event.getLoggerName()).matches()) {
            return FilterReply.NEUTRAL;
        }
        String message = event.getLoggerName()
                + VARIES.matcher(event.getFormattedMessage()).replaceAll("");
        synchronized (lastWritten) {
            Long last = lastWritten.get(message);
            // Also after the clock was set back, when what was written last has a time ahead.
            if (last != null && Math.abs(event.getTimeStamp() - last) < PAUSE_MILLIS) {
                return FilterReply.DENY;
            }
            lastWritten.put(message, event.getTimeStamp());
            return FilterReply.NEUTRAL;
        }
    }
}
