package io.moodstream.launcher;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The same promise on the broker that everybody runs, where Docker is. */
@NullUnmarked
class ContainerPipelineIT extends PipelinePromise {
    private static KafkaContainer broker;

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(), "needs Docker, which is not running here");
        broker = new KafkaContainer("apache/kafka:4.3.1").withEnv("KAFKA_MESSAGE_MAX_BYTES", "2097152");
        broker.start();
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.stop();
        }
    }

    @Override
    String bootstrap() {
        return broker.getBootstrapServers();
    }
}
