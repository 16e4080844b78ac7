package io.moodstream.launcher.cli;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Map;

/**
 * The message of a log event, a line end, and the exception in short. What Kafka says of a stage that it mends itself is said
 * in a sentence for operators instead, without the exception.
 */
public final class KafkaSentences extends ThrowableProxyConverter {
    private static final String STREAM_THREAD = "org.apache.kafka.streams.processor.internals.StreamThread";

    private static final Map<KafkaMessage, String> SENTENCES = Map.of(
            new KafkaMessage(STREAM_THREAD, "^stream-thread .* Detected that the thread is being fenced"),
            "This stage was too slow for Kafka, which has ended its transaction (STAGE_TRANSACTION_TIMEOUT) or given its"
                    + " work to another instance (STAGE_SESSION_TIMEOUT). It joins again and repeats what was not committed; nothing"
                    + " is lost or counted twice.",
            new KafkaMessage(STREAM_THREAD, "^stream-thread .* Detected the states of tasks .* are corrupted"),
            "This stage was stopped or lost Kafka before it had committed. It reads its state again from Kafka and repeats"
                    + " what was not committed; nothing is lost or counted twice.");

    @Override
    public String convert(ILoggingEvent event) {
        return SENTENCES.entrySet().stream()
                .filter(sentence -> sentence.getKey().is(event))
                .findAny()
                .map(sentence -> sentence.getValue() + System.lineSeparator())
                .orElseGet(() -> event.getFormattedMessage() + System.lineSeparator() + super.convert(event));
    }
}
