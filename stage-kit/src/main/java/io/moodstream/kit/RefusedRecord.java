package io.moodstream.kit;

import io.moodstream.schemas.Topics;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Says which topic and which setting refused a record that is too large. */
public final class RefusedRecord {
    /** How Kafka Streams begins the message of a record that could not be written. */
    private static final Pattern TOPIC = Pattern.compile("record to topic (\\S+) ");

    private RefusedRecord() {}

    /** Returns why Kafka did not take a record: the failure itself, with the topic and the setting if it was too large. */
    public static Throwable explained(String topic, Throwable failure) {
        boolean byBroker = failure instanceof RecordBatchTooLargeException
                || (failure instanceof RecordTooLargeException
                        && !String.valueOf(failure.getMessage()).contains("max.request.size"));
        return byBroker ? new RecordTooLargeException(sentence(topic)) : failure;
    }

    /** Returns the sentence for a failure of Kafka Streams, if the broker refused a record as too large. */
    static Optional<String> sentence(Throwable failure) {
        String topic = "?";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher named = TOPIC.matcher(String.valueOf(cause.getMessage()));
            topic = named.find() ? named.group(1) : topic;
            Throwable explained = explained(topic, cause);
            if (explained != cause) {
                return Optional.ofNullable(explained.getMessage());
            }
        }
        return Optional.empty();
    }

    private static String sentence(String topic) {
        int least = Topics.named(topic).map(known -> known.maxRecordBytes()).orElse(Topics.MAX_RECORD_BYTES);
        return "topic " + topic + " refuses a record as too large: its max.message.bytes, or the broker's"
                + " message.max.bytes, needs to be at least " + least + "; `moodstream topics create --repair` sets it";
    }
}
