package io.moodstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.FilterReply;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console as the commands set it up, and lines that a stage wrote that was killed, and one that was too slow for Kafka. */
class KafkaSentencesTest {
    private static final String INTERNALS = "org.apache.kafka.streams.processor.internals.";
    private static final String CORRUPTED = "Tasks [0_3, 0_1] are corrupted and hence need to be re-initialized";

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void readTheConfigurationOfTheCommands() throws Exception {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(KafkaSentencesTest.class.getResource("/logback.xml"));
    }

    @Test
    void aStageThatIsTooSlowForKafkaIsToldOfInOneSentence() {
        assertThat(console(
                        "StreamThread",
                        "stream-thread [recommender-stream-1] Detected that the thread is being fenced. This implies that this"
                                + " thread missed a rebalance and dropped out of the consumer group.",
                        new TaskMigratedException("Producer got fenced trying to add offsets to a transaction")))
                .matches(
                        "[\\d:]+ WARN  StreamThread: This stage was too slow for Kafka, .* nothing is lost or counted twice\\.\\R");
        assertThat(console(
                        "RecordCollectorImpl",
                        "Error encountered sending record to topic faces for task 0_0 due to:\nProducerFencedException\nWritten"
                                + " offsets would not be recorded and no more records would be sent since the producer is fenced,"
                                + " indicating the task may be migrated out",
                        null))
                .isEmpty();
    }

    @Test
    void aStageThatStartsAfterAKillSaysInOneSentenceThatItReadsItsStateAgain() {
        assertThat(console(
                                "ProcessorStateManager",
                                "stream-client [detector-stream-5] State store published-reports did not find checkpoint offsets while stores are"
                                        + " not empty, since under EOS it has the risk of getting uncommitted data",
                                null)
                        + console(
                                "TaskManager",
                                "stream-thread [detector-stream-5-StreamThread-1] Encounter corrupted task 0_3, will group it with other"
                                        + " corrupted tasks and handle together",
                                new IllegalStateException(CORRUPTED))
                        + console(
                                "StreamThread",
                                "stream-thread [detector-stream-5-StreamThread-1] Detected the states of tasks [0_3, 0_1] are corrupted."
                                        + " Will close the task as dirty and re-create and bootstrap from scratch.",
                                new IllegalStateException(CORRUPTED)))
                .matches(
                        "[\\d:]+ WARN  StreamThread: This stage was stopped or lost Kafka .* nothing is lost or counted twice\\.\\R");
    }

    @Test
    void anyOtherMessageIsWrittenWithItsException() {
        assertThat(console(
                        "StreamThread",
                        "stream-thread [a] Failed to close consumer",
                        new IllegalStateException("closed")))
                .contains("StreamThread: stream-thread [a] Failed to close consumer"
                        + System.lineSeparator()
                        + "java.lang.IllegalStateException: closed");
    }

    private String console(String logger, String text, @Nullable Throwable cause) {
        LoggingEvent event = new LoggingEvent("", context.getLogger(INTERNALS + logger), Level.WARN, text, cause, null);
        OutputStreamAppender<ILoggingEvent> stderr =
                (OutputStreamAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr");
        return stderr.getFilterChainDecision(event) == FilterReply.DENY
                ? ""
                : new String(stderr.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
