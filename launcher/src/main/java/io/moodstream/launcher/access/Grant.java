package io.moodstream.launcher.access;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Allows a part to do something.
 *
 * @param type a topic, a consumer group or a transactional id
 * @param name its name, or what its name begins with
 * @param pattern whether it is the name, or the beginning of it
 * @param operations what is allowed
 */
public record Grant(ResourceType type, String name, PatternType pattern, Set<AclOperation> operations) {
    private static final String ANY_HOST = "*";

    /** Creates it with a copy of the operations, in Kafka's order. */
    public Grant {
        operations = EnumSet.copyOf(operations);
    }

    /** Returns the access rules of a user at Kafka, one for each operation. */
    Stream<AclBinding> rules(String user) {
        return operations.stream()
                .map(operation -> new AclBinding(
                        new ResourcePattern(type, name, pattern),
                        new AccessControlEntry("User:" + user, ANY_HOST, operation, AclPermissionType.ALLOW)));
    }

    /** Returns the operations as text, such as {@code read, write}. */
    public String allowed() {
        return operations.stream()
                .map(operation ->
                        operation.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    /** Returns what the operations are allowed on, such as {@code topic frames}. */
    public String on() {
        return type.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " " + name
                + (pattern == PatternType.PREFIXED ? "*" : "");
    }
}
