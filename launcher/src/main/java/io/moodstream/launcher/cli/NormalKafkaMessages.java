package io.moodstream.launcher.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;

/**
 * Keeps messages off the console that Kafka's clients and broker write at normal starts and stops or about what they mend
 * at once, or that a sentence of ours says better. Each is known by its logger and its text, so that every other message
 * of the same logger is still written.
 */
public final class NormalKafkaMessages extends Filter<ILoggingEvent> {
    private static final List<KafkaMessage> NORMAL = List.of(
            // A broker starts, with an empty data folder or with data.
            new KafkaMessage("org.apache.kafka.controller.QuorumController", "Performing controller activation\\."),
            // A topic gets more partitions.
            new KafkaMessage("state.change.logger", "Expected partition .* to exist, but it was missing\\. Creating"),
            // A broker that is its own controller gets no time for a moment, and sends its heartbeat again.
            new KafkaMessage(
                    "org.apache.kafka.controller.ReplicationControlManager",
                    "controller event queue overloaded\\. Timed out heartbeat from broker"),
            new KafkaMessage(
                    "kafka.server.BrokerLifecycleManager",
                    "sent a heartbeat request but received error REQUEST_TIMED_OUT"),
            // Several transactional producers start at once and all ask for the topic of transactions; one creates it.
            new KafkaMessage(
                    "kafka.server.DefaultAutoTopicCreationManager",
                    "creation failed for __\\w+ with error 'TOPIC_ALREADY_EXISTS'"),
            // A stage that starts first creates its internal topics, and asks for them before they have a leader.
            new KafkaMessage(
                    "org.apache.kafka.clients.NetworkClient",
                    "reported a recoverable issue .*(UNKNOWN_TOPIC_OR_PARTITION|LEADER_NOT_AVAILABLE)"),
            // The same of changelogs that were created a moment ago: Kafka Streams joins its group again and asks anew.
            new KafkaMessage(
                    "org.apache.kafka.clients.admin.internals.PartitionLeaderStrategy",
                    "^\\[AdminClient clientId=[\\w-]+-stream-.*Received unknown topic error for topic .*-changelog"),
            // A broker that stops closes this client twice.
            new KafkaMessage(
                    "org.apache.kafka.clients.NetworkClient",
                    "NodeToControllerChannelManager .*Attempting to close NetworkClient that has already been closed"),
            // Without STAGE_STATE_DIR a stage keeps its state in a temporary folder, as documented: Kafka has a copy.
            new KafkaMessage(
                    "org.apache.kafka.streams.processor.internals.StateDirectory",
                    "Using an OS temp directory in the state\\.dir property"),
            // A wrong password or certificate: the command ends with a sentence that says so, and what to do.
            new KafkaMessage(
                    "org.apache.kafka.clients.NetworkClient", "^\\[AdminClient .*failed authentication due to"),
            // Kafka is away: what needs it says so, and waits or ends.
            new KafkaMessage(
                    "org.apache.kafka.clients.NetworkClient",
                    "^\\[AdminClient .*Connection to node -\\d+ .* could not be established"),
            new KafkaMessage(
                    "org.apache.kafka.clients.admin.internals.AdminMetadataManager",
                    "Fatal error during metadata update"),
            // A stage ends: the command says why, in one sentence.
            new KafkaMessage("org.apache.kafka.streams.KafkaStreams", "handler opted to SHUTDOWN_CLIENT"),
            new KafkaMessage(
                    "org.apache.kafka.streams.processor.internals.TaskManager",
                    "Get exceptions for the following tasks"),
            new KafkaMessage(
                    "org.apache.kafka.streams.processor.internals.StateDirectory",
                    "Unable to read/write process file due to unexpected exception"),
            // A transaction begins while the broker still writes the end of the one before; the producer tries again.
            new KafkaMessage(
                    "org.apache.kafka.clients.producer.internals.Sender", "retrying .* Error: CONCURRENT_TRANSACTIONS"),
            // The second batch of a transaction reaches a partition before the first, which the broker still asks its
            // coordinator about; the producer sends it again after that one. What is refused again and again is
            // something else.
            new KafkaMessage(
                    "org.apache.kafka.clients.producer.internals.Sender",
                    "retrying \\(214748364. attempts left\\).* Error: OUT_OF_ORDER_SEQUENCE_NUMBER"),
            new KafkaMessage(
                    "kafka.server.ReplicaManager",
                    "Error processing append operation.*Expected sequence 0 for transactions v2"),
            // A stage is too slow for Kafka, or starts after a kill: KafkaSentences says so once, and these say it
            // again.
            new KafkaMessage(
                    "org.apache.kafka.streams.processor.internals.RecordCollectorImpl",
                    "no more records would be sent since the producer is fenced"),
            new KafkaMessage(
                    "org.apache.kafka.streams.processor.internals.ProcessorStateManager",
                    "did not find checkpoint offsets while stores are not empty"),
            new KafkaMessage("org.apache.kafka.streams.processor.internals.TaskManager", "Encounter corrupted task"),
            // The work goes to another instance while Kafka still tells this one how far it is.
            new KafkaMessage(
                    "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils",
                    "Not updating .* as it is no longer assigned"),
            // Each record that cannot be processed; it is in dead-letters with its reason, and counted.
            new KafkaMessage(
                    "org.apache.kafka.streams.errors.LogAndContinue(Processing)?ExceptionHandler", "Exception caught"));

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return NORMAL.stream().anyMatch(message -> message.is(event)) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
