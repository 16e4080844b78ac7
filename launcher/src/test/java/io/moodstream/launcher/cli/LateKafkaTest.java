package io.moodstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.broker.Ports;
import io.moodstream.classifier.deployment.AuditedStart;
import io.moodstream.classifier.deployment.DeploymentConfig;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.KafkaWait;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.launcher.access.Part;
import io.moodstream.testing.Said;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A part that runs until it is stopped may start before Kafka does; what ends by itself is tested in CommandTest. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LateKafkaTest {
    @TempDir
    private Path folder;

    @Test
    void aPartThatStartsBeforeKafkaSaysSoAndWaitsForIt() throws Exception {
        int port = Ports.free();
        Settings settings = hasty("localhost:" + port).with("STAGE_KAFKA_WAIT", "3m");
        try (Said said = Said.by(KafkaWait.class)) {
            CompletableFuture<Void> ready = onItsOwn(() -> StageRunner.awaitTopics(settings, Part.INGEST));
            awaitFirst(said, ready);
            assertThat(said.sentences().get(0))
                    .startsWith("No Kafka broker answers at localhost:" + port)
                    .matches(".*; trying again until ([-\\d]+ )?\\d\\d:\\d\\d(:\\d\\d)? \\(STAGE_KAFKA_WAIT\\)");
            assertThat(ready).isNotDone();

            try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port);
                    Admin admin = admin(settings)) {
                ready.get(2, TimeUnit.MINUTES);
                assertThat(admin.listTopics().names().get()).contains("frames", "sources");
                assertThat(said.sentences()).as(broker.bootstrap()).hasSize(1);
            }
        }
    }

    @Test
    void aPartWaitsWhileThereAreTooFewBrokersForTheReplicas() throws Exception {
        try (Said said = Said.by(KafkaWait.class);
                EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            AtomicBoolean wanted = new AtomicBoolean(true);
            Settings settings = new Settings(Map.of("STAGE_BOOTSTRAP", broker.bootstrap(), "STAGE_REPLICATION", "3"));
            CompletableFuture<Void> ready = onItsOwn(() -> KafkaWait.untilDone(
                    settings, () -> StageRunner.prepareTopics(settings, Part.INGEST), () -> require(wanted)));
            awaitFirst(said, ready);
            wanted.set(false); // two more brokers never come

            assertThat(said.sentences().get(0)).contains("only 1 broker(s) are registered", "trying again until ");
        }
    }

    @Test
    void aClassifierWaitsUntilItsStartCanBeWritten() throws Exception {
        int port = Ports.free();
        Settings settings = hasty("localhost:" + port);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
            StageRunner.createTopics(settings);
            assertThat(broker.bootstrap()).endsWith(":" + port);
        }
        try (Said said = Said.by(KafkaWait.class)) {
            CompletableFuture<Void> written = onItsOwn(() -> start(settings).write(() -> {}));
            awaitFirst(said, written);
            assertThat(written).isNotDone();

            try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
                written.get(1, TimeUnit.MINUTES);
                assertThat(said.sentences()).as(broker.bootstrap()).hasSize(1);
            }
        }
    }

    @Test
    void aWaitThatIsNoLongerWantedEndsAtOnceAlsoInTheMiddleOfATry() throws Exception {
        CountDownLatch trying = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        AtomicBoolean wanted = new AtomicBoolean(true);
        CompletableFuture<Void> waiting = onItsOwn(() -> KafkaWait.untilDone(
                hasty("localhost:" + Ports.free()),
                () -> {
                    trying.countDown();
                    awaitQuietly(tried);
                },
                () -> require(wanted)));
        trying.await();
        wanted.set(false);

        assertThatThrownBy(waiting::join).hasRootCauseInstanceOf(CancellationException.class);
        tried.countDown();
    }

    /** Returns settings of clients that do not try for long. */
    private static Settings hasty(String bootstrap) {
        return new Settings(Map.of(
                "STAGE_BOOTSTRAP", bootstrap,
                "KAFKA_MAX_BLOCK_MS", "1000",
                "KAFKA_REQUEST_TIMEOUT_MS", "2000",
                "KAFKA_DELIVERY_TIMEOUT_MS", "3000",
                "KAFKA_DEFAULT_API_TIMEOUT_MS", "3000"));
    }

    private static AuditedStart start(Settings settings) {
        return new AuditedStart("stage", settings.bind(DeploymentConfig.class), "model", "version", settings);
    }

    private static CompletableFuture<Void> onItsOwn(Runnable task) {
        return CompletableFuture.runAsync(task, run -> new Thread(run, "part").start());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitFirst(Said said, CompletableFuture<Void> part) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> !said.sentences().isEmpty() || part.isDone());
        assertThat(said.sentences()).isNotEmpty();
    }

    private static void require(AtomicBoolean wanted) {
        if (!wanted.get()) {
            throw new CancellationException();
        }
    }

    private static Admin admin(Settings settings) {
        return Admin.create(KafkaDefaults.admin(settings.bind(StageConfig.class), settings));
    }
}
