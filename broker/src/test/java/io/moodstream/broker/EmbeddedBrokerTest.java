package io.moodstream.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    private Path folder;

    @Test
    void keepsItsDataOverARestartOnAnotherPort() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (EmbeddedBroker again = EmbeddedBroker.start(folder, 0);
                Admin admin = admin(again)) {
            assertThat(topics(admin)).contains("kept");
        }
    }

    @Test
    void refusesAFolderThatIsInUse() {
        try (EmbeddedBroker first = EmbeddedBroker.start(folder, 0)) {
            assertThat(first.bootstrap()).startsWith("localhost:");
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("is in use by another broker");
        }
    }

    /** Kafka itself ends with a status only. */
    @Test
    void refusesAFolderOfANewerKafka() throws Exception {
        MetadataVersion newer = MetadataVersion.latestTesting();
        assertThat(newer).isGreaterThan(MetadataVersion.latestProduction());
        String log = folder.resolve("log").toString();
        new Formatter()
                .setClusterId("newer")
                .setNodeId(1)
                .addDirectory(log)
                .setMetadataLogDirectory(log)
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(newer)
                .setUnstableFeatureVersionsEnabled(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                .run();
        assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining(
                        "The broker cannot start on " + folder + ": a newer Kafka has made it; expected Kafka 4.")
                .hasMessageContaining("take another folder");
        // As Kafka 4.4 leaves it.
        Files.delete(Path.of(log, BootstrapDirectory.BINARY_BOOTSTRAP_FILENAME));
        assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
                .hasMessageContaining("a newer Kafka has made it; expected Kafka 4.");
    }

    @Test
    void refusesAPortThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, port))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("Port " + port);
        }
    }

    /** Kafka ends with a status only; the file system of processes never has room. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsNamedWhenKafkaGivesUp() {
        assertThat(EmbeddedBroker.reason(1, List.of(folder))).isEqualTo("Kafka gave up with status 1");
        assertThat(EmbeddedBroker.reason(1, List.of(folder, Path.of("/proc"))))
                .startsWith("no space is left on the disk of /proc; make room");
    }

    @Test
    void tooFewFilesAreNamedBeforeTheLastIsOpen() {
        assertThat(EmbeddedBroker.fewFiles(240, 256)).isEmpty();
        assertThat(EmbeddedBroker.fewFiles(241, 256))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("it may not open more files than 256; give it more, such as `ulimit -n 4096`"));
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedWithoutNamesOfClasses() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> EmbeddedBroker.start(file, 0))
                .isInstanceOf(BrokerException.class)
                .hasMessageStartingWith("Cannot use " + file + " as data folder: ")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("Exception");
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
    }

    private static java.util.Set<String> topics(Admin admin) throws InterruptedException, ExecutionException {
        return admin.listTopics().names().get();
    }
}
