package io.moodstream.kit;

import io.moodstream.schemas.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/** Mends topics that differ from what is needed, where Kafka allows it and nothing is lost by it. */
public final class TopicRepair {
    /** Topics that Kafka Streams has made for a stage begin with the stage's name and this. */
    private static final String INTERNAL = "-stream-";

    private final TopicAdmin topics;

    /** Repairs through this connection. */
    public TopicRepair(TopicAdmin topics) {
        this.topics = topics;
    }

    /** Returns for each difference what was done, or why it cannot be mended and what to do. */
    public List<String> repair(Collection<TopicDifference> differences) {
        return differences.stream()
                .map(difference -> "Topic " + difference.topic() + ": " + done(difference))
                .toList();
    }

    private String done(TopicDifference difference) {
        String setting = difference.setting();
        if (difference.repair().isEmpty()) {
            return setting + " is still " + difference.is() + "; needs " + difference.needs() + ". " + byHand(setting);
        }
        String value = difference.repair().get();
        try {
            if (setting.equals(TopicDifference.PARTITIONS)) {
                return partitions(difference, Integer.parseInt(value));
            }
            topics.alter(difference.topic(), setting, value);
            return setting + " was " + difference.is() + " and is " + value + " now";
        } catch (AuthorizationException e) {
            return setting + " is still " + difference.is() + ", because Kafka does not allow the change: "
                    + e.getMessage();
        }
    }

    private static String byHand(String setting) {
        return switch (setting) {
            case "replicas" -> "Use kafka-reassign-partitions.sh";
            case TopicDifference.PARTITIONS ->
                "Kafka takes no partitions away; stop the stages, delete the topic and create it anew";
            default -> "Changing it would delete records, so decide yourself and use kafka-configs.sh";
        };
    }

    /** Adds partitions if no record and no state of a stage is where its key then would not be looked for. */
    private String partitions(TopicDifference difference, int wanted) {
        String topic = difference.topic();
        List<String> internal = topics.get(topics.admin().listTopics().names()).stream()
                .filter(name -> keepsStateOf(topic, name))
                .sorted()
                .toList();
        int is = Integer.parseInt(difference.is());
        boolean empty = offsets(topic, is, OffsetSpec.earliest()).equals(offsets(topic, is, OffsetSpec.latest()));
        if (!empty || !internal.isEmpty()) {
            return "partitions is still " + is + "; needs " + wanted + ", but "
                    + keysWouldMove(
                            empty,
                            internal,
                            Topics.named(topic).filter(Topics::isOfSources).isPresent() ? wanted : 0);
        }
        topics.get(topics.admin()
                .createPartitions(Map.of(topic, NewPartitions.increaseTo(wanted)))
                .all());
        return "partitions was " + is + " and is " + wanted + " now";
    }

    /**
     * Says why no partitions are added, and what to delete: by their exact names, because other programs may use the
     * cluster, too.
     *
     * @param internal the stages' own topics
     * @param asked the number that --partitions asks for; 0 if the topic takes that of others
     */
    static String keysWouldMove(boolean empty, List<String> internal, int asked) {
        return (empty ? "" : "it has records, ")
                + (internal.isEmpty() ? "" : "the stages have state, ")
                + "and with more partitions a source's or a lecture's records would be looked for in another one. To mend it,"
                + " let the stages work off what there is, stop them, delete the topic"
                + (internal.isEmpty() ? "," : " and these: " + String.join(", ", internal) + ";")
                + " then run `moodstream topics create" + (asked == 0 ? "" : " --partitions " + asked) + "`";
    }

    /** Returns whether an internal topic goes by the partitions of a topic: the recommender's go by those of lectures. */
    static boolean keepsStateOf(String topic, String internal) {
        boolean ofSources = Topics.named(topic).filter(Topics::isOfSources).isPresent();
        return internal.matches((ofSources ? "(detector|classifier)" : "recommender") + INTERNAL + ".+");
    }

    private Map<Integer, Long> offsets(String topic, int partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> all = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(number -> new TopicPartition(topic, number), number -> which));
        return topics.get(topics.admin().listOffsets(all).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().partition(),
                        entry -> entry.getValue().offset()));
    }
}
