package io.moodstream.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Hears what a class logs until it is closed. */
public final class Said implements AutoCloseable {
    private final List<String> sentences = new CopyOnWriteArrayList<>();
    private final Logger log;
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            sentences.add(event.getFormattedMessage());
        }
    };

    private Said(Class<?> speaker) {
        this.log = (Logger) LoggerFactory.getLogger(speaker);
        ear.start();
        log.addAppender(ear);
    }

    /** Hears what a class logs from now on. */
    public static Said by(Class<?> speaker) {
        return new Said(speaker);
    }

    /** Returns all that it has said so far. */
    public List<String> sentences() {
        return sentences;
    }

    @Override
    public void close() {
        log.detachAppender(ear);
    }
}
