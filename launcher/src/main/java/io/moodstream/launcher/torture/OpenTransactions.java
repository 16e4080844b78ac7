package io.moodstream.launcher.torture;

import io.moodstream.kit.TopicAdmin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Looks for records that nobody can read, because a transaction before them has not ended. */
final class OpenTransactions {
    private OpenTransactions() {}

    /**
     * Returns a sentence for each partition, also of the stages' and of Kafka's own topics, that cannot be read to its end
     * now.
     */
    static List<String> find(TopicAdmin admin) {
        List<TopicPartition> all = new ArrayList<>();
        // Kafka's own, too: a stage waits for its offsets while a transaction on them is open.
        var names = admin.get(admin.admin()
                .listTopics(new ListTopicsOptions().listInternal(true))
                .names());
        admin.get(admin.admin().describeTopics(names).allTopicNames())
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition -> all.add(new TopicPartition(name, partition.partition()))));
        // In this order what is written in between is no sign of an open transaction.
        Map<TopicPartition, Long> written = ends(admin, all, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> readable = ends(admin, all, IsolationLevel.READ_COMMITTED);
        return written.entrySet().stream()
                .filter(end -> readable.getOrDefault(end.getKey(), 0L) < end.getValue())
                .map(end -> "the records of " + end.getKey() + " can be read up to " + readable.get(end.getKey())
                        + " of " + end.getValue() + ": a transaction has not ended")
                .sorted()
                .toList();
    }

    private static Map<TopicPartition, Long> ends(
            TopicAdmin admin, List<TopicPartition> partitions, IsolationLevel level) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> offsets = admin.get(
                admin.admin().listOffsets(latest, new ListOffsetsOptions(level)).all());
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
