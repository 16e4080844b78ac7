package io.moodstream.launcher.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.regex.Pattern;

/**
 * A message that Kafka's clients or broker log.
 *
 * @param logger matches the name of the logger
 * @param text is found in the message, or in that of its exception
 */
record KafkaMessage(Pattern logger, Pattern text) {
    KafkaMessage(String logger, String text) {
        this(Pattern.compile(logger), Pattern.compile(text, Pattern.DOTALL));
    }

    boolean is(ILoggingEvent event) {
        return logger.matcher(event.getLoggerName()).matches()
                && text.matcher(event.getFormattedMessage() + cause(event)).find();
    }

    private static String cause(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return thrown == null ? "" : "\n" + thrown.getMessage();
    }
}
