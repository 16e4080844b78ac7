package io.moodstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts as Kafka wrote them; {@code DemoIT} looks for others at a real start and stop. */
class NormalKafkaMessagesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        org.apache.kafka.controller.QuorumController | [QuorumController id=1] Performing controller activation. The \
        metadata log appears to be empty. Appending 6 bootstrap record(s) in metadata transaction
        org.apache.kafka.controller.QuorumController | [QuorumController id=1] Performing controller activation.
        state.change.logger | [Broker id=1] Expected partition frames-17 with topic id Ej1Qc_9PSuWdWpoPG7QmgA to exist, but \
        it was missing. Creating...
        org.apache.kafka.controller.ReplicationControlManager | [QuorumController id=1] processExpiredBrokerHeartbeat: \
        controller event queue overloaded. Timed out heartbeat from broker 1.
        kafka.server.BrokerLifecycleManager | [BrokerLifecycleManager id=1] Broker 1 sent a heartbeat request but \
        received error REQUEST_TIMED_OUT.
        kafka.server.DefaultAutoTopicCreationManager | Auto topic creation failed for __transaction_state with error \
        'TOPIC_ALREADY_EXISTS': Topic '__transaction_state' already exists.
        org.apache.kafka.clients.NetworkClient | [Consumer clientId=a, groupId=b] The metadata response from the \
        cluster reported a recoverable issue with correlation id 2 : {c-repartition=UNKNOWN_TOPIC_OR_PARTITION}
        org.apache.kafka.clients.admin.internals.PartitionLeaderStrategy | [AdminClient \
        clientId=recommender-stream-ae9bd296-55f6-4d21-a962-32dbd5611015-admin] Received unknown topic error for topic \
        recommender-stream-user-expressions-changelog
        org.apache.kafka.streams.processor.internals.StateDirectory | Using an OS temp directory in the state.dir \
        property can cause failures
        org.apache.kafka.clients.NetworkClient | [NodeToControllerChannelManager id=1 name=registration] Attempting to \
        close NetworkClient that has already been closed.
        org.apache.kafka.clients.producer.internals.Sender | [Producer clientId=a] Got error produce response with \
        correlation id 1387 on topic-partition faces-3, retrying (2147483646 attempts left). Error: \
        CONCURRENT_TRANSACTIONS
        org.apache.kafka.clients.producer.internals.Sender | [Producer clientId=a] Got error produce response with \
        correlation id 134 on topic-partition faces-2, retrying (2147483646 attempts left). Error: \
        OUT_OF_ORDER_SEQUENCE_NUMBER
        org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler | Exception caught during message \
        processing, processor node: find-faces
        org.apache.kafka.clients.NetworkClient | [AdminClient clientId=a] Connection to node -1 failed authentication due \
        to: SSL handshake failed
        org.apache.kafka.clients.NetworkClient | [AdminClient clientId=a] Connection to node -1 \
        (localhost/127.0.0.1:9092) could not be established. Node may not be available.
        org.apache.kafka.clients.admin.internals.AdminMetadataManager | [AdminClient clientId=a] Fatal error during \
        metadata update
        org.apache.kafka.streams.KafkaStreams | stream-client [a] Encountered the following exception during processing \
        and the registered exception handler opted to SHUTDOWN_CLIENT.
        org.apache.kafka.streams.processor.internals.TaskManager | stream-thread [a] Get exceptions for the following \
        tasks: {1_6=java.lang.RuntimeException: Unable to load the RocksDB shared library}
        org.apache.kafka.streams.processor.internals.StateDirectory | Unable to read/write process file due to \
        unexpected exception
        """)
    void aMessageOfNormalStartsAndStopsStaysOffTheConsole(String logger, String text) {
        assertThat(decide(logger, text)).isEqualTo(FilterReply.DENY);
    }

    @Test
    void aRefusedBatchThatComesAgainStaysOffTheConsoleByItsCause() {
        assertThat(
                        append(
                                "Invalid sequence number for producer 1 at offset 6 in partition faces-2: 2 (incoming seq. number)."
                                        + " Expected sequence 0 for transactions v2 idempotent producer with no existing state."))
                .isEqualTo(FilterReply.DENY);
        assertThat(append(
                        "Out of order sequence number for producer 1 at offset 6 in partition faces-2: 9 (incoming seq."
                                + " number), 4 (current end sequence number)"))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    private static FilterReply append(String cause) {
        return decide(
                "kafka.server.ReplicaManager",
                "[ReplicaManager broker=1] Error processing append operation on partition faces-2",
                new OutOfOrderSequenceException(cause));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        org.apache.kafka.controller.QuorumController | [QuorumController id=1] Exceptions were thrown
        kafka.server.DefaultAutoTopicCreationManager | Auto topic creation failed for __transaction_state with error \
        'INVALID_REPLICATION_FACTOR': Unable to replicate the partition 3 time(s)
        org.apache.kafka.clients.NetworkClient | [Consumer clientId=a, groupId=b] The metadata response from the \
        cluster reported a recoverable issue with correlation id 2 : {frames=TOPIC_AUTHORIZATION_FAILED}
        org.apache.kafka.clients.NetworkClient | [Consumer clientId=a] Connection to node 1 failed authentication due to: no
        org.apache.kafka.clients.NetworkClient | [Consumer clientId=a] Connection to node 2 \
        (localhost/127.0.0.1:9092) could not be established. Node may not be available.
        org.apache.kafka.clients.admin.internals.PartitionLeaderStrategy | [AdminClient clientId=adminclient-4] Received \
        unknown topic error for topic frames
        org.apache.kafka.streams.processor.internals.StateDirectory | Some task directories could not be locked
        org.apache.kafka.streams.KafkaStreams | Performing controller activation. The metadata log appears to be empty
        """)
    void anotherMessageOfTheSameLoggerIsWritten(String logger, String text) {
        assertThat(decide(logger, text)).isEqualTo(FilterReply.NEUTRAL);
    }

    private static FilterReply decide(String logger, String text) {
        return decide(logger, text, null);
    }

    private static FilterReply decide(String logger, String text, @Nullable Throwable cause) {
        LoggerContext context = new LoggerContext();
        return new NormalKafkaMessages()
                .decide(new LoggingEvent("", context.getLogger(logger), Level.WARN, text, cause, null));
    }
}
