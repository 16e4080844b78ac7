package io.moodstream.broker;

import java.nio.file.Path;
import java.util.Properties;

/** Builds the configuration of a single KRaft node that is broker and controller in one. */
final class BrokerProperties {
    private BrokerProperties() {}

    static Properties of(Path folder, String host, ClusterNode node) {
        String address = "PLAINTEXT://" + host + ":" + node.port();
        String replicas = Integer.toString(node.replicas());
        String inSync = Integer.toString(node.inSync());
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(node.id()));
        properties.put("controller.quorum.voters", node.voters());
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", address + ",CONTROLLER://localhost:" + node.controllerPort());
        properties.put("advertised.listeners", address);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("log.dirs", folder.resolve("log").toString());
        properties.put("min.insync.replicas", inSync);
        properties.put("offsets.topic.replication.factor", replicas);
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", replicas);
        properties.put("transaction.state.log.min.isr", inSync);
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", replicas);
        properties.put("share.coordinator.state.topic.min.isr", inSync);
        // Nobody else will join a group.
        properties.put("group.initial.rebalance.delay.ms", "0");
        // Stages may ask for a shorter session than Kafka's 6 s (STAGE_SESSION_TIMEOUT).
        properties.put("group.min.session.timeout.ms", "1000");
        // Look often for transactions of killed stages: their outputs and offsets wait for that.
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "250");
        // A killed broker is back in 7 s instead of 10; still shorter, it would be shut out when the machine stalls.
        properties.put("broker.session.timeout.ms", "5000");
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("message.max.bytes", Integer.toString(2 * 1024 * 1024));
        properties.put("replica.fetch.max.bytes", Integer.toString(4 * 1024 * 1024));
        properties.put("auto.create.topics.enable", "false");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        // Pictures are kept for minutes only: check every minute for records that have expired.
        properties.put("log.retention.check.interval.ms", "60000");
        // Compaction takes whole segments only: with Kafka's usual week, a stage's small state is gigabytes of its
        // past.
        properties.put("log.roll.ms", "600000");
        // Each segment has two index files of this size, which Linux fills with zeros, up to its read-ahead, as soon as
        // they are touched. Kafka's 10 MB are for segments of days; a full index only begins the next segment.
        properties.put("log.index.size.max.bytes", Integer.toString(256 * 1024));
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
        return properties;
    }
}
