package io.moodstream.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
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

    @Test
    void refusesAPortThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, port))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("Port " + port);
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
    }

    private static java.util.Set<String> topics(Admin admin) throws InterruptedException, ExecutionException {
        return admin.listTopics().names().get();
    }
}
