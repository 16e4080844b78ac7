package io.moodstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.broker.Ports;
import io.moodstream.classifier.deployment.AuditedStart;
import io.moodstream.classifier.deployment.DeploymentConfig;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.KafkaWait;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.launcher.access.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A part that runs until it is stopped may start before Kafka does; what ends by itself is tested in CommandTest. */
class LateKafkaTest {
    @TempDir
    private Path folder;

    @Test
    void aPartThatStartsBeforeKafkaSaysSoAndWaitsForIt() throws Exception {
        int port = Ports.free();
        Settings settings = new Settings(Map.of(
                "STAGE_BOOTSTRAP",
                "localhost:" + port,
                "STAGE_KAFKA_WAIT",
                "3m",
                "KAFKA_REQUEST_TIMEOUT_MS",
                "2000",
                "KAFKA_DEFAULT_API_TIMEOUT_MS",
                "3000"));
        Logger log = (Logger) LoggerFactory.getLogger(KafkaWait.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        log.addAppender(said);
        try {
            CompletableFuture<Void> ready = CompletableFuture.runAsync(
                    () -> StageRunner.awaitTopics(settings, Part.INGEST), task -> new Thread(task, "ingest").start());
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !said.list.isEmpty());
            assertThat(said.list.get(0).getFormattedMessage())
                    .startsWith("No Kafka broker answers at localhost:" + port)
                    .contains("trying again for 2 min 5")
                    .endsWith("(STAGE_KAFKA_WAIT)");
            assertThat(ready).isNotDone();

            try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port);
                    Admin admin = Admin.create(KafkaDefaults.admin(settings.bind(StageConfig.class), settings))) {
                ready.get(2, TimeUnit.MINUTES);
                assertThat(admin.listTopics().names().get()).contains("frames", "sources");
                assertThat(said.list).as(broker.bootstrap()).hasSize(1);
            }
        } finally {
            log.detachAppender(said);
        }
    }

    @Test
    void aPartWaitsWhileThereAreTooFewBrokersForTheReplicas() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(KafkaWait.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        log.addAppender(said);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            Settings settings = new Settings(
                    Map.of("STAGE_BOOTSTRAP", broker.bootstrap(), "STAGE_REPLICATION", "3", "STAGE_KAFKA_WAIT", "1m"));
            Thread waits = new Thread(() -> StageRunner.awaitTopics(settings, Part.INGEST), "ingest");
            waits.setDaemon(true); // two more brokers never come
            waits.setUncaughtExceptionHandler((thread, after) -> {});
            waits.start();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !said.list.isEmpty() || !waits.isAlive());

            assertThat(said.list).isNotEmpty();
            assertThat(said.list.get(0).getFormattedMessage())
                    .contains("only 1 broker(s) are registered", "trying again for ");
        } finally {
            log.detachAppender(said);
        }
    }

    @Test
    void aClassifierWaitsUntilItsStartCanBeWritten() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(KafkaWait.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        log.addAppender(said);
        int port = Ports.free();
        Settings settings = new Settings(Map.of(
                "STAGE_BOOTSTRAP",
                "localhost:" + port,
                "KAFKA_MAX_BLOCK_MS",
                "1000",
                "KAFKA_REQUEST_TIMEOUT_MS",
                "2000",
                "KAFKA_DEFAULT_API_TIMEOUT_MS",
                "3000"));
        try {
            try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
                StageRunner.createTopics(settings);
                assertThat(broker.bootstrap()).endsWith(":" + port);
            }
            AuditedStart start =
                    new AuditedStart("stage", settings.bind(DeploymentConfig.class), "model", "version", settings);
            CompletableFuture<Void> written =
                    CompletableFuture.runAsync(start::write, task -> new Thread(task, "start").start());
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !said.list.isEmpty() || written.isDone());
            assertThat(written).isNotDone();
            assertThat(said.list.get(0).getFormattedMessage()).contains("trying again for 4 min");

            try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
                written.get(1, TimeUnit.MINUTES);
                assertThat(said.list).as(broker.bootstrap()).hasSize(1);
            }
        } finally {
            log.detachAppender(said);
        }
    }
}
