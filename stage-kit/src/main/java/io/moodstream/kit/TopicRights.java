package io.moodstream.kit;

import io.moodstream.schemas.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;

/** Checks what Kafka allows this user to do with topics. */
public final class TopicRights {
    private TopicRights() {}

    /**
     * Checks that this user may do with topics what it has to.
     *
     * @param topics which exist
     * @param needs what it has to do with each
     * @throws ConfigurationException if it may not, naming each topic and operation
     */
    public static void require(
            TopicAdmin admin, Collection<Topic<?, ?>> topics, Function<Topic<?, ?>, Set<AclOperation>> needs) {
        Map<String, TopicDescription> described = admin.get(admin.admin()
                .describeTopics(
                        topics.stream().<String>map(Topic::name).toList(),
                        new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .allTopicNames());
        List<String> refused = new ArrayList<>();
        for (Topic<?, ?> topic : topics) {
            Set<AclOperation> allowed =
                    Objects.requireNonNull(described.get(topic.name())).authorizedOperations();
            Set<AclOperation> missing = new HashSet<>(needs.apply(topic));
            // Brokers without access rules allow everything, and say so; very old ones say nothing.
            missing.removeAll(allowed == null ? missing : allowed);
            missing.stream()
                    .sorted()
                    .forEach(operation -> refused.add("Topic " + topic.name() + ": Kafka does not allow this user to "
                            + operation.name() + " it"));
        }
        if (!refused.isEmpty()) {
            refused.add("`moodstream topics create --acls` grants each part what it needs, see docs/security.md");
            throw new ConfigurationException(refused);
        }
    }
}
