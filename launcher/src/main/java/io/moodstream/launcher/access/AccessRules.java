package io.moodstream.launcher.access;

import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.TopicRights;
import io.moodstream.schemas.Topic;
import java.util.List;

/** Gives the parts their access rules, and checks at a part's start that it has them. */
public final class AccessRules {
    private AccessRules() {}

    /**
     * Creates the access rules that a part needs; those that are there already stay.
     *
     * @param user its user at Kafka
     * @throws org.apache.kafka.common.errors.SecurityDisabledException if the brokers know no access rules
     * @throws org.apache.kafka.common.errors.AuthorizationException if whoever asks may not create them
     */
    public static void create(TopicAdmin admin, Part part, String user) {
        admin.get(admin.admin()
                .createAcls(part.grants().stream()
                        .flatMap(grant -> grant.rules(user))
                        .toList())
                .all());
    }

    /**
     * Creates the topics of a part that are missing, and checks that it may use them. It looks at no other topics: it may
     * have no right to see them.
     *
     * @throws io.moodstream.kit.ConfigurationException if a topic does not fit, or the part may not use it, naming each
     *     topic and operation
     */
    public static void prepare(TopicAdmin admin, Part part) {
        List<Topic<?, ?>> topics = part.topics();
        admin.create(topics);
        TopicRights.require(admin, topics, part::needs);
    }
}
