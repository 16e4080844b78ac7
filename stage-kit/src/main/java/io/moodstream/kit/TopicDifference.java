package io.moodstream.kit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.Optional;

/**
 * Says in what a topic on the broker differs from what the pipeline needs.
 *
 * @param topic the topic's name
 * @param setting {@code partitions}, {@code replicas}, {@code exists}, or a setting by Kafka's name
 * @param is its value
 * @param needs what it has to be
 * @param refused whether nothing may start with it, because a promise would be broken; otherwise it is a warning
 * @param consequence what comes of it
 * @param repair the value that mends it without making Kafka delete anything; empty if there is none
 */
public record TopicDifference(
        String topic,
        String setting,
        String is,
        String needs,
        boolean refused,
        String consequence,
        @JsonIgnore Optional<String> repair) {
    private static final String OF_DEMO =
            "a demo sets it so, because it keeps the pictures of files until it ends; anywhere else that is too long";

    /** The setting that stands for the number of partitions. */
    public static final String PARTITIONS = "partitions";

    /** Returns the difference that the demo makes on purpose. */
    static TopicDifference ofDemo(String topic, String setting, String is, String needs) {
        return new TopicDifference(topic, setting, is, needs, false, OF_DEMO, Optional.empty());
    }

    /** Returns whether the demo made it on purpose, so that only a check of the topics need name it. */
    boolean isOfDemo() {
        return consequence.equals(OF_DEMO);
    }

    /** Returns its value, times not in milliseconds alone. */
    public String isInWords() {
        return setting.endsWith(".ms") && is.matches("[0-9]{1,15}000")
                ? is + " (" + TopicComparison.inWords(Duration.ofMillis(Long.parseLong(is))) + ")"
                : is;
    }

    /** Returns it as two sentences. */
    public String sentence() {
        return "Topic " + topic + ": " + setting + " is " + isInWords() + "; needs " + needs + ". "
                + Character.toUpperCase(consequence.charAt(0)) + consequence.substring(1);
    }
}
